import type { TargetRow } from '../api/targets';
import { count, inUnit, intervalText } from '../format/numbers';
import { t } from '../messages/text';
import type { TargetCountName } from '../view/target-counts';
import { ALL_EPISODES } from '../view/view';
import { ViewLink } from '../view/view-link';
import { standingOf, targetWords } from './target-words';

/** What is counted of a target, in columns. */
export const COUNTED: readonly TargetCountName[] = ['met', 'breached', 'pending', 'endedEarly'];

interface TargetRowsProps {
  readonly target: TargetRow;
  /** Of the whole table. */
  readonly columns: number;
}

/** A target, and below it what to know before its rate is shown. */
export function TargetRows({ target, columns }: TargetRowsProps) {
  const { rate, rateLow, rateHigh, goalRate, errorBudgetLeft } = target;
  const standing = standingOf(target);
  const interval = intervalText(rateLow, rateHigh, 'ratio');
  const isOverspent = errorBudgetLeft !== null && errorBudgetLeft < 0;
  return (
    <>
      <tr data-target={target.target}>
        <th scope="row">
          <b>
            <bdi>{target.target}</bdi>
          </b>
          <span class="quiet target-words">{targetWords(target)}</span>
        </th>
        <td class="number">
          <bdi>{inUnit(goalRate, 'ratio')}</bdi>
        </td>
        <td class="number">
          <b>
            <bdi>{inUnit(rate, 'ratio')}</bdi>
          </b>
          {interval !== '' && (
            <span class="quiet" title={t('figure.interval.title')}>
              {` ${interval} `}
            </span>
          )}
          {standing && <span class={`change ${standing.tone}`}>{standing.words}</span>}
        </td>
        <td class={isOverspent ? 'number overspent' : 'number'}>
          <bdi>{inUnit(errorBudgetLeft, 'ratio').replace('-', '−')}</bdi>
        </td>
        {COUNTED.map((name) => (
          <td key={name} class="number">
            <CountLink target={target} name={name} />
          </td>
        ))}
      </tr>
      {target.note !== null && (
        <tr class="target-note">
          <td colSpan={columns}>
            <span>
              {t('targets.endedEarly', {
                share: inUnit(target.endedEarlyShare, 'ratio'),
                rate: inUnit(target.rateIfBreached, 'ratio'),
              })}
            </span>
          </td>
        </tr>
      )}
    </>
  );
}

interface CountLinkProps {
  readonly target: TargetRow;
  readonly name: TargetCountName;
}

/** Leads to as many episodes. */
function CountLink({ target, name }: CountLinkProps) {
  const n = target[name];
  if (n === 0) return <>{count(0)}</>;
  return (
    <ViewLink
      to={{ episodes: { ...ALL_EPISODES, behind: `${name}/${target.target}` } }}
      label={t('targets.count.label', { count: t(`target.${name}`), target: target.target, n })}
    >
      {count(n)}
    </ViewLink>
  );
}
