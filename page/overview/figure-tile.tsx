import type { AnsweredChange } from '../api/changes';
import type { Measured, OverviewData } from '../api/overview';
import { ClockMark } from '../components/clock-mark';
import { DefinitionLine } from '../components/definition';
import { changeOf } from '../format/change';
import { NOTHING, inUnit } from '../format/numbers';
import { RichText } from '../messages/rich-text';
import { t } from '../messages/text';
import type { Answered } from '../store/figures-store';
import type { Selection } from '../view/view';
import { ConsequenceNotes } from './consequence-notes';
import { FigureChange } from './figure-change';
import { FigureFoot } from './figure-foot';
import { FigureGoal } from './figure-goal';
import { FigureSparkline } from './figure-sparkline';
import type { HeadlineFigure } from './headline-figures';
import { MeasureDefinition } from './measure-definition';
import type { MeasureWords } from './measure-words';

interface FigureTileProps {
  readonly figure: HeadlineFigure;
  readonly words: MeasureWords;
  readonly selection: Selection;
  readonly current: Measured;
  /** Undefined until it has come. */
  readonly overview: Answered<OverviewData> | undefined;
  /** Whether it is known what the figures were before. */
  readonly isCompared: boolean;
  /** Undefined where there was nothing at all before: nobody can say that it was better or worse. */
  readonly change: AnsweredChange | undefined;
}

/** A figure with its number of samples, the way to its episodes, and its change against the period before. */
export function FigureTile(props: FigureTileProps) {
  const { figure, words, selection, current, overview, isCompared, change } = props;
  const { measure } = figure;
  const label = t(figure.label);
  const info = words.of(measure);
  const isSilent = words.saysNothing(measure, selection);
  const id = `figure-${measure}`;
  const interval = isSilent || change === undefined ? '' : (changeOf(change, info)?.interval ?? '');
  return (
    <article class="figure card" id={measure} aria-labelledby={id} data-measure={measure}>
      <h3 id={id}>
        {label}
        <ClockMark words={words.clockOf([measure])} />
        <MeasureDefinition about={label} measures={[measure]} words={words}>
          <DefinitionLine>
            <RichText of="definition.api" values={{ name: <code>{measure}</code> }} />
          </DefinitionLine>
          {interval !== '' && (
            <DefinitionLine>
              {t('change.interval', { interval })}
              {change?.dispersionAssumed === true && ` ${t('change.assumed')}`}
            </DefinitionLine>
          )}
        </MeasureDefinition>
      </h3>
      <p class="figure-value">
        <bdi>{isSilent ? NOTHING : inUnit(current[measure], info.unit)}</bdi>
      </p>
      <p class="figure-change">
        {isSilent ? (
          <span class="quiet">{t('figure.saysNothing')}</span>
        ) : (
          isCompared && <FigureChange answered={change} info={info} />
        )}
      </p>
      <FigureGoal figure={figure} targets={overview?.data.targets} />
      {!isSilent && <FigureSparkline measure={measure} overview={overview} />}
      {!isSilent && <FigureFoot figure={figure} label={label} current={current} unit={info.unit} />}
      <ConsequenceNotes measures={[measure]} />
    </article>
  );
}
