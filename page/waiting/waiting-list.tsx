import type { StatusData } from '../api/status';
import type { Waiting } from '../api/waiting';
import { duration } from '../format/numbers';
import { dayAndClock } from '../format/times';
import { RichText } from '../messages/rich-text';
import { t } from '../messages/text';
import { dueWords } from '../overview/target-words';
import { usePageStore } from '../store/use-page-store';
import { ViewLink } from '../view/view-link';
import { isBeyond, waitKey } from './newly-waiting';

interface WaitingListProps {
  readonly status: StatusData;
  readonly waiting: readonly Waiting[];
  /** What an operator of an account is called. */
  readonly nameOf: (account: string, operator: string) => string;
  readonly accountOf: (account: string) => string;
}

/** Everybody who waits, the longest first. */
export function WaitingList({ status: { live }, waiting, nameOf, accountOf }: WaitingListProps) {
  const at = Date.parse(live.asOf);
  if (waiting.length === 0) return <p class="waiting-nobody">{t('waiting.nobody')}</p>;
  const areOfSeveral = new Set(waiting.map(({ account }) => account)).size > 1;
  const more = live.episodesWaiting - waiting.length;
  return (
    <>
      <ol class="waiting-list">
        {waiting.map((one) => (
          <WaitingItem
            key={waitKey(one)}
            waiting={one}
            at={at}
            operator={one.operator === '' ? undefined : nameOf(one.account, one.operator)}
            account={areOfSeveral ? accountOf(one.account) : undefined}
          />
        ))}
      </ol>
      {more > 0 && <p class="quiet">{t('waiting.more', { n: more })}</p>}
    </>
  );
}

interface WaitingItemProps {
  readonly waiting: Waiting;
  /** The service's clock. */
  readonly at: number;
  /** Who wrote last; undefined: nobody has. */
  readonly operator: string | undefined;
  /** Where there are several. */
  readonly account: string | undefined;
}

function WaitingItem({ waiting, at, operator, account }: WaitingItemProps) {
  const { chatId, page, copilot, dueAt, dueTarget, link } = waiting;
  return (
    <li class={isBeyond(waiting, at) ? 'beyond' : undefined}>
      <Wait waiting={waiting} at={at} />
      <span class="waiting-due">
        {dueAt !== null && (
          <>
            <span class="due-mark">{dueWords(Date.parse(dueAt), at)}</span>
            <bdi class="quiet">{dueTarget}</bdi>
          </>
        )}
      </span>
      <div class="waiting-about">
        <bdi class="waiting-page">{page === '' ? t('waiting.noPage') : page}</bdi>
        <span class="quiet">
          {operator === undefined ? (
            t('waiting.unanswered')
          ) : (
            <RichText of="waiting.operator" values={{ name: operator }} />
          )}
          {copilot && ` · ${t('waiting.copilot')}`}
          {account !== undefined && (
            <>
              {' · '}
              <bdi>{account}</bdi>
            </>
          )}
        </span>
      </div>
      <div class="waiting-ways">
        <ViewLink to={{ chat: { account: waiting.account, id: chatId } }}>
          <RichText of="chat.title" values={{ id: chatId }} />
        </ViewLink>
        {link !== null && (
          <a
            href={link}
            target="_blank"
            rel="noreferrer"
            aria-label={t('waiting.console.label', { id: chatId })}
          >
            {t('waiting.console')}
          </a>
        )}
      </div>
    </li>
  );
}

/** How long, on the clock of the view, and below on the other one where there is one. */
function Wait({ waiting, at }: { readonly waiting: Waiting; readonly at: number }) {
  const { clock, zone } = usePageStore().navigation.view.value;
  const since = Date.parse(waiting.waitingSince);
  const [calendar, working] = [Math.max(0, (at - since) / 1000), waiting.workingWaitSeconds];
  const isWorking = clock === 'WORKING' && working !== null;
  return (
    <div class="waiting-time">
      <b title={t('waiting.since', { time: dayAndClock(since, zone) })}>
        {duration(Math.round(isWorking ? working : calendar))}
      </b>
      {working !== null && (
        <span class="quiet">
          {isWorking
            ? t('waiting.calendarTime', { time: duration(Math.round(calendar)) })
            : t('waiting.workingTime', { time: duration(Math.round(working)) })}
        </span>
      )}
    </div>
  );
}
