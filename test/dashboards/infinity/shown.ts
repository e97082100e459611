import type { TargetJson } from '../dashboard-json';
import type { Frame } from './frame';
import { frameOf } from './frame';
import { isWide, pivoted } from './pivoted';

export interface Shown {
  readonly frame: Frame;
  /** What the plugin would not tell, or show only as an error. */
  readonly problems: string[];
}

/** What a panel gets of an answer. */
export function shownOf(target: TargetJson, status: number, answer: unknown): Shown {
  const nothing: Frame = { fields: [], lost: [] };
  // Of an answer with another status the plugin shows the status only.
  if (status !== 200) return { frame: nothing, problems: [`status ${status}: ${JSON.stringify(answer)}`] };
  let long: Frame;
  try {
    long = frameOf(answer, target);
  } catch (error) {
    return { frame: nothing, problems: [(error as Error).message] };
  }
  const isSeries = target.format === 'timeseries';
  const frame = isSeries ? pivoted(long) : long;
  const isNull = (answer as { data?: { rows?: unknown } }).data?.rows === null;
  const problems = [
    ...(isNull ? ['rows are null, and the panel would say "No data"'] : []),
    ...long.lost.map((selector) => `${selector} is in no row`),
    ...(isSeries && frame.fields.length > 0 && !isWide(frame) ? ['the time series could not be made'] : []),
  ];
  return { frame, problems };
}
