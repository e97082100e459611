import type { Measure, Unit } from '../../../src/answer/measures/registry/measure';
import { measureTitle } from '../../../src/answer/measures/registry/measure-title';
import { measureNamed } from '../../../src/answer/measures/registry/measures';
import type { FieldSettings } from './field-config';
import type { Column } from './target';

const UNITS: Record<Unit, string> = {
  ...{
    chats: 'short',
    episodes: 'short',
    messages: 'short',
    events: 'short',
    ratings: 'short',
    stars: 'short',
  },
  ...{ seconds: 's', ratio: 'percentunit' },
};

/** @throws Error for a name that the registry does not know */
export function measureOf(name: string): Measure {
  const measure = measureNamed(name);
  if (measure === undefined) throw new Error(`there is no measure ${name}`);
  return measure;
}

export function columnOf(measure: Measure): Column {
  return { selector: measure.name, text: measureTitle(measure), type: 'number' };
}

/** How its values are written. */
export function unitOf(measure: Measure): FieldSettings {
  const unit = UNITS[measure.unit];
  return {
    unit,
    min: 0,
    ...(measure.unit === 'ratio' ? { max: 1 } : {}),
    ...(measure.unit === 'stars' ? { max: 5, decimals: 2 } : {}),
  };
}

/** The definitions, in the registry's words. */
export function definitionsOf(measures: readonly Measure[], note?: string): string {
  const [only, ...others] = measures;
  const sentence = ({ description, anchor }: Measure) =>
    `${description} It counts in the bucket of ${anchor}.`;
  const text =
    only !== undefined && others.length === 0
      ? sentence(only)
      : measures.map((measure) => `- **${measureTitle(measure)}**: ${sentence(measure)}`).join('\n');
  return note === undefined ? text : `${text}\n\n${note}`;
}
