import type { NamedOperator } from '../api/overview';
import type { Waiting } from '../api/waiting';
import { operatorLabels } from '../format/operator-value';
import { RichText } from '../messages/rich-text';
import { t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';
import { ViewLink } from '../view/view-link';
import { dueWords } from './target-words';

const MAX_SHOWN = 4;

/** Who waits for an answer that a target limits, the longest overdue first. Empty until that is known. */
export function DueNext({ operators }: { readonly operators: readonly NamedOperator[] }) {
  const { value: status } = usePageStore().status.status;
  if (status?.waiting === undefined) return <div class="due" />;
  const due = status.waiting
    .flatMap((one) => (one.dueAt === null ? [] : [{ ...one, at: Date.parse(one.dueAt) }]))
    .sort((one, other) => one.at - other.at);
  const nameOf = operatorLabels(operators);
  const hidden = due.length - MAX_SHOWN;
  return (
    <div class="due">
      <h4>{t('due.title')}</h4>
      {due.length === 0 ? (
        <p class="quiet">{t('due.nobody')}</p>
      ) : (
        <ol>
          {due.slice(0, MAX_SHOWN).map((one) => (
            <DueLine
              key={`${one.account}~${one.chatId}`}
              waiting={one}
              at={one.at}
              // The service's clock: that of the browser may go wrong.
              now={Date.parse(status.live.asOf)}
              name={one.operator === '' ? '' : nameOf(one.account, one.operator)}
            />
          ))}
          {hidden > 0 && <li class="quiet">{t('due.more', { n: hidden })}</li>}
        </ol>
      )}
    </div>
  );
}

interface DueLineProps {
  readonly waiting: Waiting;
  readonly at: number;
  readonly now: number;
  /** Of the operator; '' for nobody. */
  readonly name: string;
}

function DueLine({ waiting: { account, chatId, page }, at, now, name }: DueLineProps) {
  const about = [name, page].filter((text) => text !== '');
  return (
    <li>
      <b class={at < now ? 'overdue' : undefined}>{dueWords(at, now)}</b>{' '}
      <ViewLink to={{ chat: { account, id: chatId } }}>
        <RichText of="due.chat" values={{ id: chatId }} />
      </ViewLink>
      {about.length > 0 && (
        <span class="quiet">
          {about.map((text, index) => (
            <span key={text}>
              {index === 0 ? ' ' : ' · '}
              <bdi>{text}</bdi>
            </span>
          ))}
        </span>
      )}
    </li>
  );
}
