import { megabytes, whole } from '../support/figures';
import { median } from '../support/median';
import { table } from '../support/table';
import type { Limits } from './control-group';
import type { Sample } from './sample';

/** What is filled at first, such as caches, is no trend. */
const WARM_UP_SHARE = 0.25;
const HOURS_OF_A_DAY = 24;
/** What a process may have open by default. */
const MAX_OPEN_FILES = 1024;

/** What happened beside the samples. */
export interface Course {
  readonly sent: number;
  readonly refused: number;
  readonly failed: number;
  readonly doNumbersAgree: boolean;
  /** Lines of the log of level `warn` and above. */
  readonly complaints: readonly string[];
  readonly questions: ReadonlyMap<string, readonly number[]>;
  /** Questions that were not answered. */
  readonly unanswered: readonly string[];
}

type Column = 'memory' | 'anonymous' | 'openFiles' | 'spool' | 'clickhouse' | 'parts' | 'pending';

/** By least squares, after the first quarter: an hour's growth. */
export function growthPerHour(samples: readonly Sample[], of: (sample: Sample) => number): number {
  const later = samples.slice(Math.floor(samples.length * WARM_UP_SHARE));
  const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
  const [x, y] = [mean(later.map(({ seconds }) => seconds)), mean(later.map(of))];
  const covariance = mean(later.map((one) => (one.seconds - x) * (of(one) - y)));
  const variance = mean(later.map(({ seconds }) => (seconds - x) ** 2));
  return variance === 0 ? 0 : (covariance / variance) * 3600;
}

/** What is wrong with a run, in words; nothing where it would last for a day. */
export function problemsOf(samples: readonly Sample[], course: Course, { memoryBytes }: Limits): string[] {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined) return ['nothing was measured'];
  const afterADay = (of: Column) =>
    median(samples.slice(-5).map((one) => one[of])) +
    HOURS_OF_A_DAY *
      Math.max(
        0,
        growthPerHour(samples, (one) => one[of]),
      );
  const checks: readonly (readonly [boolean, string])[] = [
    [last.killed > 0, `${last.killed} processes were killed for lack of memory`],
    [String(first.pids) !== String(last.pids), 'a process ended and was started again'],
    [course.refused > 0, `${course.refused} deliveries were refused at first`],
    [course.failed > 0, `${course.failed} deliveries were not answered at first`],
    [!course.doNumbersAgree, 'the numbers are not those of what was sent'],
    [
      course.unanswered.length > 0,
      `questions were not answered: ${course.unanswered.slice(0, 3).join('; ')}`,
    ],
    [course.complaints.length > 0, `the log has complaints: ${course.complaints.slice(0, 3).join('; ')}`],
    [
      afterADay('anonymous') > memoryBytes,
      `at this growth memory would be ${megabytes(afterADay('anonymous'))} after a day`,
    ],
    [
      afterADay('openFiles') > MAX_OPEN_FILES,
      `at this growth ${whole(afterADay('openFiles'))} files would be open after a day`,
    ],
  ];
  return checks.filter(([isWrong]) => isWrong).map(([, text]) => text);
}

export function smallMachineReport(samples: readonly Sample[], course: Course, limits: Limits): string {
  const problems = problemsOf(samples, course, limits);
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined) return problems.join('\n');
  const seconds = last.seconds - first.seconds;
  const share = (last.processorSeconds - first.processorSeconds) / seconds;
  const rowOf = (name: string, of: (sample: Sample) => number, written: (value: number) => string) => {
    const values = samples.map(of);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const cells = [least, median(values), most, values.at(-1) ?? NaN, growthPerHour(samples, of)];
    return [name, ...cells.map(written)];
  };
  const residentOf = (place: number) => (sample: Sample) => sample.resident[place] ?? NaN;
  return [
    table([
      [`${whole(seconds)} s, ${samples.length} samples`, 'least', 'median', 'most', 'at the end', 'an hour'],
      rowOf('memory of the group', ({ memory }) => memory, megabytes),
      rowOf('of it, not of files', ({ anonymous }) => anonymous, megabytes),
      rowOf('supervisor, resident', residentOf(0), megabytes),
      rowOf('receiver, resident', residentOf(1), megabytes),
      rowOf('the other, resident', residentOf(2), megabytes),
      rowOf('ClickHouse, resident', residentOf(3), megabytes),
      rowOf('open files', ({ openFiles }) => openFiles, whole),
      rowOf('spool', ({ spool }) => spool, megabytes),
      rowOf('ClickHouse on disk', ({ clickhouse }) => clickhouse, megabytes),
      rowOf('parts', ({ parts }) => parts, whole),
      rowOf('stored, to be counted', ({ pending }) => pending, whole),
    ]),
    '',
    table([
      ['question', 'answered', 'median ms', 'most ms'],
      ...[...course.questions].map(([label, times]) => [
        label,
        ...[times.length, median(times), Math.max(...times)].map(whole),
      ]),
    ]),
    '',
    `${whole(course.sent)} deliveries sent, ${(course.sent / seconds).toFixed(1)} a second. ` +
      `${(share * 100).toFixed(1)} % of the processor used; ` +
      `${last.throttledSeconds.toFixed(0)} s waited for a share of it. ` +
      `Memory was ${megabytes(last.peak)} at most, of ${megabytes(limits.memoryBytes)}.`,
    problems.length === 0
      ? 'It would last for a day.'
      : `NOT as it should be:\n${problems.map((one) => `  ${one}`).join('\n')}`,
  ].join('\n');
}
