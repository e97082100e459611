import type { ReferenceTarget, ReferenceTargetVersion } from '../reference/targets';

const DAY_MS = 86_400_000;
/** The share that shall keep each of them. */
export const GOAL = 0.9;

/** A target, which may be of some accounts alone. */
export interface OddTarget extends ReferenceTarget {
  readonly accounts?: readonly string[];
}

const within = (
  withinSeconds: number,
  more: Partial<ReferenceTargetVersion> = {},
): ReferenceTargetVersion => ({
  ...{ withinSeconds, clock: 'CALENDAR', endedEarly: 'EXCLUDE', lastWord: 'IGNORE' },
  ...more,
});

/**
 * Targets of every measure on both clocks, which change in the middle of histories that begin at a moment.
 * @param start UTC milliseconds
 * @param accounts all there are
 */
export function oddTargets(start: number, accounts: readonly string[]): OddTarget[] {
  // A day and two begin in any zone while things happen.
  const [first = NaN, second = NaN] = [1, 3].map((days) => Math.floor(start / DAY_MS + days) * DAY_MS);
  const [working, early] = [{ clock: 'WORKING' } as const, { endedEarly: 'BREACH' } as const];
  const applies = { pages: ['/a', '/b'], attributes: [{ name: 'plan', values: ['pro', ''] }] };
  return [
    {
      name: 'soon',
      measure: 'FIRST_RESPONSE',
      versions: [within(7200), within(14_400, { ...working, ...early, from: second })],
    },
    {
      name: 'of the team / "alone"',
      measure: 'FIRST_RESPONSE',
      versions: [
        within(1, { applies: { copilot: false } }),
        within(36_000, { ...working, from: first, applies: { copilot: true } }),
      ],
    },
    { name: 'on a page', measure: 'FIRST_ANSWER', versions: [within(10_800, { ...working, applies })] },
    // As long as it takes to become idle, and longer.
    { name: 'today', measure: 'FIRST_ANSWER', versions: [within(86_400), within(90_000, { from: second })] },
    {
      name: 'replies',
      measure: 'REPLY',
      versions: [within(10_800), within(3600, { ...working, from: second, lastWord: 'BREACH' })],
    },
    {
      name: 'replies in working time',
      measure: 'REPLY',
      versions: [within(14_400, { ...working, ...early, from: first, applies: { copilot: true } })],
    },
    {
      name: 'waits',
      measure: 'TOTAL_WAIT',
      versions: [within(72_000), within(144_000, { from: second })],
    },
    {
      name: 'waits in working time',
      measure: 'TOTAL_WAIT',
      versions: [within(18_000, working), within(64_800, { ...working, ...early, from: second })],
    },
    {
      name: 'done',
      measure: 'CLOSURE',
      versions: [within(43_200), within(100_000, { ...early, from: first })],
    },
    {
      name: 'done in working time',
      measure: 'CLOSURE',
      versions: [within(50_000, working)],
      accounts: accounts.filter((_, index) => index % 3 > 0),
    },
  ];
}

/** What stands under `targets` in an analytics.yaml that says the same. */
export function targetsIn(targets: readonly OddTarget[]): object {
  return Object.fromEntries(
    targets.map(({ name, measure, accounts, versions: [version, ...changes] }) => [
      name,
      {
        measure,
        ...(accounts === undefined ? {} : { accounts }),
        ...written(measure, version as ReferenceTargetVersion),
        changes: changes.map((one) => written(measure, one)),
      },
    ]),
  );
}

/** All of it, also what is as it was. What it applies to can be changed, but not left out again. */
function written(measure: string, { from, withinSeconds, applies, ...more }: ReferenceTargetVersion): object {
  const { lastWord, ...other } = more;
  return {
    ...(from === undefined ? {} : { from: new Date(from).toISOString().slice(0, 16) }),
    within: `${withinSeconds}s`,
    goal: GOAL,
    ...other,
    ...(measure === 'REPLY' ? { lastWord } : {}),
    ...(applies?.copilot === undefined ? {} : { copilot: applies.copilot }),
    ...(applies?.pages === undefined ? {} : { pages: applies.pages }),
    ...(applies?.attributes === undefined
      ? {}
      : { attributes: Object.fromEntries(applies.attributes.map(({ name, values }) => [name, values])) }),
  };
}
