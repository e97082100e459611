import { ACKNOWLEDGE_ALERT, MUTE_ALERT, UNMUTE_ALERT } from '../api/notifications';
import type { Alert } from '../api/notifications';
import { dayAndClock } from '../format/times';
import { RichText } from '../messages/rich-text';
import { t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';
import { MUTE_TIMES, muteEnd } from './mute-times';

interface AlertListProps {
  readonly alerts: readonly Alert[];
  readonly onChange: (work: Promise<unknown>) => void;
}

/** The alerts of the rules: how each is, and who is to be told of it. */
export function AlertList({ alerts, onChange }: AlertListProps) {
  if (alerts.length === 0) return <p class="quiet">{t('notify.noAlerts')}</p>;
  return (
    <ul class="findings">
      {alerts.map((alert) => (
        <AlertItem key={JSON.stringify([alert.rule, alert.about])} alert={alert} onChange={onChange} />
      ))}
    </ul>
  );
}

interface AlertItemProps {
  readonly alert: Alert;
  readonly onChange: (work: Promise<unknown>) => void;
}

function AlertItem({ alert, onChange }: AlertItemProps) {
  const { client, navigation } = usePageStore();
  const { zone } = navigation.view.value;
  const { rule, about, state, since, mutedUntil, mutedBy, acknowledgedBy } = alert;
  const name = about === '' ? rule : t('notify.about', { rule, about });
  const isFiring = state === 'FIRING' || state === 'RECOVERING';
  const isWrong = isFiring || state === 'ERROR';
  const word = t(`notify.state.${state}`);
  return (
    <li class={isWrong ? 'finding-fail' : undefined}>
      <b>
        <bdi>{name}</bdi>
      </b>{' '}
      <span class="quiet">
        {since === null
          ? word
          : t('notify.since', { state: word, since: dayAndClock(Date.parse(since), zone) })}
      </span>
      {acknowledgedBy !== null && (
        <p>
          <RichText of="notify.known" values={{ name: acknowledgedBy }} />
        </p>
      )}
      {mutedUntil !== null && (
        <p>
          <RichText
            of="notify.muted"
            values={{ until: dayAndClock(Date.parse(mutedUntil), zone), name: mutedBy ?? '' }}
          />
        </p>
      )}
      <div class="notify-actions">
        {isFiring && acknowledgedBy === null && (
          <button
            type="button"
            class="quiet-button"
            aria-label={t('notify.acknowledge.label', { name })}
            onClick={() => {
              onChange(client.ask(ACKNOWLEDGE_ALERT, { rule, about }));
            }}
          >
            {t('notify.acknowledge')}
          </button>
        )}
        {mutedUntil !== null && (
          <button
            type="button"
            class="quiet-button"
            aria-label={t('notify.unmute.label', { name })}
            onClick={() => {
              onChange(client.ask(UNMUTE_ALERT, { rule, about }));
            }}
          >
            {t('notify.unmute')}
          </button>
        )}
        {mutedUntil === null && (
          <details>
            <summary class="quiet-button" aria-label={t('notify.mute.label', { name })}>
              {t('notify.mute')}
            </summary>
            {MUTE_TIMES.map((time) => (
              <button
                key={time}
                type="button"
                class="quiet-button"
                onClick={() => {
                  const until = new Date(muteEnd(time, Date.now(), zone));
                  onChange(client.ask(MUTE_ALERT, { rule, about, until }));
                }}
              >
                {t(`notify.mute.${time}`)}
              </button>
            ))}
          </details>
        )}
      </div>
    </li>
  );
}
