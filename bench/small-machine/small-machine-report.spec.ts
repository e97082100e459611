import type { Sample } from './sample';
import { growthPerHour, problemsOf, smallMachineReport } from './small-machine-report';
import type { Course } from './small-machine-report';

const LIMITS = { memoryBytes: 1000e6, processors: 1 };
const CALM: Course = {
  ...{ sent: 36_000, refused: 0, failed: 0, doNumbersAgree: true, complaints: [], unanswered: [] },
  questions: new Map([['a', [10, 20]]]),
};

/** An hour, a sample each half minute. */
function hour(change: (hours: number) => Partial<Sample>): Sample[] {
  return Array.from({ length: 121 }, (_, index) => ({
    ...{ seconds: index * 30, pids: [1, 2, 3, 4], resident: [1, 2, 3, 4], memory: 900e6, anonymous: 300e6 },
    ...{
      peak: 950e6,
      killed: 0,
      throttledSeconds: 0,
      processorSeconds: index * 6,
      openFiles: 200,
      spool: 1e6,
    },
    ...{ clickhouse: 1e6, parts: 40, accepted: index * 300, pending: 0 },
    ...change(index / 120),
  }));
}

describe('The verdict about a small machine', () => {
  it('is that it would last for a day, where nothing grows or goes wrong', () => {
    const samples = hour(() => ({}));
    expect(problemsOf(samples, CALM, LIMITS)).toEqual([]);
    const report = smallMachineReport(samples, CALM, LIMITS);
    expect(report).toContain('It would last for a day.');
    expect(report).toContain('36,000 deliveries sent, 10.0 a second. 20.0 % of the processor used');
  });

  it('takes what grows by an hour, and not how much caches fill at first', () => {
    const samples = hour((hours) => ({ anonymous: 300e6 + (hours < 0.2 ? -200e6 : 0) + 10e6 * hours }));
    expect(growthPerHour(samples, ({ anonymous }) => anonymous)).toBeCloseTo(10e6, -3);
    expect(problemsOf(samples, CALM, LIMITS)).toEqual([]);
  });

  it.each<[string, (hours: number) => Partial<Sample>, RegExp]>([
    ['memory', (hours) => ({ anonymous: 300e6 + 40e6 * hours }), /memory would be 1,2\d\d MB after a day/],
    ['open files', (hours) => ({ openFiles: 200 + 60 * hours }), /1,6\d\d files would be open after a day/],
    ['what is killed', (hours) => ({ killed: hours === 1 ? 1 : 0 }), /1 processes were killed/],
    ['what ends', (hours) => ({ pids: hours === 1 ? [1, 2, 9, 4] : [1, 2, 3, 4] }), /a process ended/],
  ])('names %s', (_, change, problem) => {
    expect(problemsOf(hour(change), CALM, LIMITS)).toEqual([expect.stringMatching(problem)]);
  });

  it.each<[string, Partial<Course>]>([
    ['deliveries that were refused', { refused: 1 }],
    ['deliveries without an answer', { failed: 1 }],
    ['numbers that are others than what was sent', { doNumbersAgree: false }],
    ['questions without an answer', { unanswered: ['a: timeout'] }],
    ['complaints', { complaints: ['{"level":50}'] }],
  ])('names %s', (_, change) => {
    expect(
      problemsOf(
        hour(() => ({})),
        { ...CALM, ...change },
        LIMITS,
      ),
    ).toHaveLength(1);
  });
});
