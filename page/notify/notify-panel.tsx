import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { ALERTS, CHANNELS, NOTIFICATIONS } from '../api/notifications';
import type { Alert, Channel, Notification } from '../api/notifications';
import { PageError } from '../api/page-error';
import { useAnswer } from '../episodes/use-answer';
import { Pending } from '../components/pending';
import { ProblemText } from '../components/problem-text';
import { t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';
import { AlertList } from './alert-list';
import { ChannelList } from './channel-list';
import { NotificationList } from './notification-list';

const AGAIN_AFTER_MS = 10_000;
const DAYS_MS = 7 * 86_400_000;
const STEP = 20;

interface Known {
  readonly alerts: readonly Alert[];
  readonly notifications: readonly Notification[];
  /** Undefined: whoever is bound to some accounts is not told. */
  readonly channels: readonly Channel[] | undefined;
}

/** How alerts are, what was told to whom, and by which channels; asked for again while it is open. */
export function NotifyPanel() {
  const { client } = usePageStore();
  const limit = useSignal(STEP);
  const problem = useSignal<unknown>(undefined);
  const { data, error, retry } = useAnswer(`notify ${limit.value}`, async (until): Promise<Known> => {
    const now = Date.now();
    const range = { from: new Date(now - DAYS_MS), to: new Date(now + 60_000), limit: limit.value };
    const [{ alerts }, { notifications }, channels] = await Promise.all([
      client.ask(ALERTS, {}, until),
      client.ask(NOTIFICATIONS, range, until),
      client.ask(CHANNELS, {}, until).catch(nothingIfForbidden),
    ]);
    return { alerts, notifications, channels: channels?.channels };
  });
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') retry();
    }, AGAIN_AFTER_MS);
    return () => {
      clearInterval(timer);
    };
  }, []);
  const change = async (work: Promise<unknown>): Promise<void> => {
    problem.value = undefined;
    await work.catch((reason: unknown) => (problem.value = reason));
    retry();
  };
  return (
    <>
      <p class="problem" role="alert">
        <ProblemText error={problem.value} />
      </p>
      {data === undefined && <Pending error={error} onRetry={retry} />}
      {data !== undefined && (
        <>
          <h3>{t('notify.alerts')}</h3>
          <AlertList alerts={data.alerts} onChange={(work) => void change(work)} />
          <h3>{t('notify.told')}</h3>
          <NotificationList notifications={data.notifications} />
          {data.notifications.length === limit.value && (
            <button
              type="button"
              class="quiet-button"
              onClick={() => {
                limit.value *= 2;
              }}
            >
              {t('notify.more')}
            </button>
          )}
          {data.channels !== undefined && (
            <>
              <h3>{t('notify.channels')}</h3>
              <ChannelList channels={data.channels} onTried={retry} />
            </>
          )}
        </>
      )}
    </>
  );
}

function nothingIfForbidden(error: unknown): undefined {
  if (!(error instanceof PageError) || error.code !== 'FORBIDDEN') throw error;
}
