import type { GroupedChange } from '../api/table';
import type { MeasureInfo } from '../api/overview';
import { changeOf } from '../format/change';
import { inUnit } from '../format/numbers';
import { t } from '../messages/text';

interface CellChangeProps {
  readonly change: GroupedChange;
  readonly info: MeasureInfo;
}

/**
 * How the figure of one group has changed: coloured only where that is certain though there are many rows to look at,
 * and matters. Of too few nothing else is said.
 */
export function CellChange({ change, info }: CellChangeProps) {
  const found = changeOf(change, info);
  if (found === undefined) return null;
  if (change.verdict === 'TOO_FEW') return <span class="cell-note few"> {found.words}</span>;
  const isCertain = change.certainAmongGroups === true;
  const tone = isCertain ? found.tone : 'neutral';
  const isOneOfMany = !isCertain && (change.verdict === 'HIGHER' || change.verdict === 'LOWER');
  const words = isOneOfMany ? t('tables.oneOfMany') : found.words;
  const was = t('change.was', { value: inUnit(change.previous, info.unit) });
  return (
    <span class="cell-note" title={[was, words].filter((text) => text !== '').join('; ')}>
      {' '}
      <bdi class={tone === 'neutral' ? undefined : `change ${tone}`}>{found.text}</bdi>
      {/* The colour says it to those who see it. */}
      {tone !== 'neutral' && (
        <span class="visually-hidden"> {t(tone === 'good' ? 'change.better' : 'change.worse')}</span>
      )}
    </span>
  );
}
