import type { Notification } from '../api/notifications';
import { ServiceText } from '../components/service-text';
import { dayAndClock } from '../format/times';
import { t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';

/** What was told, the latest first; each opens to why, to whom, and what became of it. */
export function NotificationList({ notifications }: { readonly notifications: readonly Notification[] }) {
  if (notifications.length === 0) return <p class="quiet">{t('notify.nothing')}</p>;
  return (
    <ul class="findings">
      {notifications.map((one) => (
        <NotificationItem key={one.id} notification={one} />
      ))}
    </ul>
  );
}

function NotificationItem({ notification }: { readonly notification: Notification }) {
  const { zone } = usePageStore().navigation.view.value;
  const { title, text, figures, channel, receiver, state, createdAt, sentAt, attempts, detail } =
    notification;
  const at = (time: string): string => dayAndClock(Date.parse(time), zone);
  const lines = [...text.split('\n\n'), ...figures.split('\n')].filter((line) => line !== '');
  return (
    <li class={state === 'REFUSED' ? 'finding-fail' : undefined}>
      <details>
        <summary>
          <b>
            <ServiceText>{title}</ServiceText>
          </b>{' '}
          <span class="quiet">{at(createdAt)}</span>
        </summary>
        {lines.map((line) => (
          <p key={line}>
            <ServiceText>{line}</ServiceText>
          </p>
        ))}
        <p class="quiet">{t('notify.attempts', { n: attempts })}</p>
        {detail !== '' && (
          <p class="quiet">
            <ServiceText>{detail}</ServiceText>
          </p>
        )}
      </details>
      <bdi>{receiver ?? channel}</bdi>{' '}
      <span class="quiet">
        {sentAt === null ? t(`notify.letter.${state}`) : t('notify.letter.SENT', { at: at(sentAt) })}
      </span>
    </li>
  );
}
