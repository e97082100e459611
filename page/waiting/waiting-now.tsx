import type { StatusData } from '../api/status';
import { filterWords } from '../controls/filter-words';
import { accountNames } from '../format/account-names';
import { NOTHING, count, duration } from '../format/numbers';
import { operatorLabels, operatorValue } from '../format/operator-value';
import { momentWithSeconds } from '../format/times';
import type { MessageKey } from '../messages/catalogue';
import { t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';
import { isBeyond } from './newly-waiting';
import { useNames } from './use-names';
import { WaitingList } from './waiting-list';

/** How many wait and for how long, and the list of them. */
export function WaitingNow() {
  const { status: store, navigation } = usePageStore();
  const status = store.status.value;
  const { zone, selection } = navigation.view.value;
  const waiting = status?.waiting ?? [];
  const { operators, accounts } = useNames([
    ...new Set(waiting.map(({ account, operator }) => operatorValue(account, operator))),
  ]);
  if (status === undefined) return <p class="quiet">{t('freshness.asking')}</p>;
  const { live } = status;
  return (
    <>
      <p class="quiet">
        {filterWords(selection, operators)} ·{' '}
        {t('paper.asOf', { time: momentWithSeconds(Date.parse(live.asOf), zone) })}
      </p>
      <WaitingFacts status={status} />
      {status.waiting === undefined ? (
        <p class="quiet">{t('waiting.numbersOnly')}</p>
      ) : (
        <WaitingList
          status={status}
          waiting={status.waiting}
          nameOf={operatorLabels(operators)}
          accountOf={accountNames(accounts)}
        />
      )}
    </>
  );
}

interface Fact {
  readonly label: MessageKey & `waiting.fact.${string}`;
  readonly value: string;
  readonly tone?: 'bad' | 'good' | 'warn' | undefined;
}

function WaitingFacts({ status: { live, waiting } }: { readonly status: StatusData }) {
  const { navigation } = usePageStore();
  const due = waiting?.filter(({ dueAt }) => dueAt !== null) ?? [];
  const beyond = due.filter((one) => isBeyond(one, Date.parse(live.asOf))).length;
  const longest = live.longestWaitSeconds;
  const facts: Fact[] = [
    {
      label: 'waiting.fact.waiting',
      value: count(live.episodesWaiting),
      tone: live.episodesWaiting > 0 ? 'warn' : undefined,
    },
    {
      label:
        navigation.view.value.clock === 'WORKING'
          ? 'waiting.fact.longestInWorkingHours'
          : 'waiting.fact.longest',
      value: longest === null ? NOTHING : duration(Math.round(longest)),
    },
    { label: 'waiting.fact.open', value: count(live.episodesOpen) },
  ];
  if (due.length > 0)
    facts.splice(1, 0, {
      label: 'waiting.fact.beyond',
      value: count(beyond),
      tone: beyond > 0 ? 'bad' : 'good',
    });
  return (
    <dl class="waiting-facts">
      {facts.map(({ label, value, tone }) => (
        <div key={label} class={tone}>
          <dt>{t(label)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
