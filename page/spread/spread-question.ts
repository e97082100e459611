import type { GraphqlClient } from '../api/graphql-client';
import { SPREAD } from '../api/spread';
import type { SpreadData } from '../api/spread';
import type { TimeRange } from '../time/resolved-range';
import { DURATIONS } from '../view/durations';
import type { Duration } from '../view/durations';
import { questionOf } from '../view/question-of';
import type { View } from '../view/view';

/** How a duration is spread in a range. */
export interface SpreadAnswer {
  readonly kind: 'spread';
  readonly duration: Duration;
  readonly view: View;
  readonly range: TimeRange;
  readonly data: SpreadData;
}

/** @throws PageError */
export async function askForSpread(
  client: GraphqlClient,
  { view, duration }: { readonly view: View; readonly duration: Duration },
  until: AbortSignal,
): Promise<SpreadAnswer> {
  const {
    question: { from, to, zone, clock, filter },
    resolved: { range },
  } = questionOf(view, Date.now());
  const hasCurve = duration === 'firstAnswer' || duration === 'firstResponse';
  const variables = { measure: DURATIONS[duration], from, to, zone, clock, filter, hasCurve };
  return { kind: 'spread', duration, view, range, data: await client.ask(SPREAD, variables, until) };
}
