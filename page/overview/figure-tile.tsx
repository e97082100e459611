import type { AnsweredChange } from '../api/changes';
import type { Bucket, Measured, OverviewData } from '../api/overview';
import { ClockMark } from '../components/clock-mark';
import { DefinitionLine } from '../components/definition';
import { changeOf } from '../format/change';
import { NOTHING, inUnit } from '../format/numbers';
import { RichText } from '../messages/rich-text';
import { t } from '../messages/text';
import { Doubts } from '../status/doubts';
import type { Answered } from '../store/figures-store';
import { SpreadLink } from '../spread/spread-link';
import { durationOf } from '../view/durations';
import type { Selection } from '../view/view';
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
  readonly current: Bucket & Measured;
  /** Undefined until it has come. */
  readonly overview: Answered<OverviewData> | undefined;
  /** Undefined until it is known, and where nothing is compared. */
  readonly change: AnsweredChange | undefined;
  /** Whether what is to be known of all figures is said here as well. */
  readonly isLeading: boolean;
}

/** A figure with its number of samples, the way to its episodes, and its change against the period before. */
export function FigureTile(props: FigureTileProps) {
  const { figure, words, selection, current, overview, change, isLeading } = props;
  const { measure } = figure;
  const label = t(figure.label);
  const info = words.of(measure);
  const silencedBy = words.silencedBy(measure, selection);
  const isSilent = silencedBy !== undefined;
  const id = `figure-${measure}`;
  const interval = isSilent || change === undefined ? '' : (changeOf(change, info)?.interval ?? '');
  return (
    <article class="figure card" id={measure} aria-labelledby={id} data-measure={measure}>
      <h3 id={id}>
        {label}
        <ClockMark words={words.clockOf([measure])} />
        {current.incomplete && info.unit === 'episodes' && !isSilent && (
          <span class="so-far quiet" title={t('figure.soFar.title')}>
            {t('figure.soFar')}
          </span>
        )}
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
        <SpreadLink
          of={isSilent ? undefined : durationOf(measure)}
          label={t('figure.spread', { figure: label })}
        >
          <bdi>{isSilent ? NOTHING : inUnit(current[measure], info.unit)}</bdi>
        </SpreadLink>
      </p>
      <p class="figure-change">
        {isSilent ? (
          <span class="quiet">{t(`figure.silent.${silencedBy}`)}</span>
        ) : (
          change !== undefined && <FigureChange answered={change} info={info} />
        )}
      </p>
      {!isSilent && (
        <FigureGoal figure={figure} targets={overview?.data.targets} info={info} current={current} />
      )}
      {!isSilent && (
        <FigureSparkline measure={measure} overview={overview} hasBefore={change?.previousKnown === true} />
      )}
      {!isSilent && <FigureFoot figure={figure} label={label} current={current} unit={info.unit} />}
      <Doubts measure={measure} ofAll={isLeading} />
    </article>
  );
}
