/** The durations that there are: how their measures begin, and what the API calls them. */
export const DURATIONS = {
  firstAnswer: 'FIRST_ANSWER',
  firstResponse: 'FIRST_RESPONSE',
  reply: 'REPLY',
  totalWait: 'TOTAL_WAIT',
  closure: 'CLOSURE',
} as const;

export type Duration = keyof typeof DURATIONS;

export function isDuration(name: string): name is Duration {
  return Object.hasOwn(DURATIONS, name);
}

/** The duration that a measure is of: `firstAnswer` of `firstAnswerSecondsP50`; undefined of any other measure. */
export function durationOf(measure: string): Duration | undefined {
  const [stem = '', end] = measure.split('Seconds');
  return end !== undefined && isDuration(stem) ? stem : undefined;
}
