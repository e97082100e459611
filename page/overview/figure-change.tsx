import type { AnsweredChange } from '../api/changes';
import type { MeasureInfo } from '../api/overview';
import { changeOf } from '../format/change';
import { inUnit } from '../format/numbers';
import { RichText } from '../messages/rich-text';
import { t } from '../messages/text';

interface FigureChangeProps {
  readonly answered: AnsweredChange;
  readonly info: MeasureInfo;
}

/** How a figure differs from the one before it, and how sure that is. */
export function FigureChange({ answered, info }: FigureChangeProps) {
  const change = changeOf(answered, info);
  if (change === undefined) {
    const reason = answered.previousKnown ? t('change.nothing') : t('change.unknown');
    return <span class="quiet">{reason}</span>;
  }
  const { text, tone, words } = change;
  return (
    <>
      <span class={`change ${tone}`}>
        <bdi>{text}</bdi>
        {/* The colour says it to those who see it. */}
        {tone !== 'neutral' && (
          <span class="visually-hidden"> {t(tone === 'good' ? 'change.better' : 'change.worse')}</span>
        )}
      </span>
      <span class="quiet was">
        {' '}
        <RichText of="change.was" values={{ value: inUnit(answered.previous, info.unit) }} />
      </span>
      {words !== '' && <span class="verdict quiet">{words}</span>}
    </>
  );
}
