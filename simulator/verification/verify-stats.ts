import { ProgressLine } from '../../src/platform/terminal/progress-line';
import type { Screen } from '../../src/platform/terminal/progress-line';
import type { ExpectedMeasures } from '../world/expected-measures';
import type { Scope } from './comparable-measures';
import type { ComparedMeasure } from './compare-stats';
import { compareStats, holdsData } from './compare-stats';
import { comparisonTable } from './comparison-table';
import type { Stats, StatsQuestion } from './stats-query';
import { askStats } from './stats-query';
import { waitForAgreement } from './wait-for-agreement';

export interface StatsVerification {
  readonly question: StatsQuestion;
  /** What the service had counted before anything was sent. */
  readonly before: Stats;
  /** What it should have counted since, if asked now: an episode becomes idle by time alone. */
  readonly expected: () => ExpectedMeasures;
  readonly scope: Scope;
  /** How long the service may take until its numbers agree, milliseconds. */
  readonly within: number;
  readonly isQuiet: boolean;
}

/**
 * Compares what the service counts with what happened, and shows both. Answers whether they agree in time.
 * @throws SimulatorError `STATS_FAILED`
 */
export async function verifyStats(verification: StatsVerification, screen: Screen): Promise<boolean> {
  const { question, before, expected, scope, within, isQuiet } = verification;
  if (holdsData(before)) {
    screen.write(
      'The service held other data of that range before: compared is what has been added since.\n',
    );
  }
  const line = new ProgressLine(screen);
  const compare = async () => {
    const now = await askStats(question);
    return compareStats(expected(), [before, now], scope);
  };
  const compared = await waitForAgreement(compare, {
    within,
    onDifference: (differing) => {
      if (!isQuiet) line.update(() => waitingText(differing, line.seconds, within));
    },
  });
  const agrees = compared.every((measure) => measure.agrees);
  screen.write(clearedLine(screen) + comparisonTable(compared));
  screen.write(
    agrees
      ? 'The service counted what happened.\n'
      : `The service did not count what happened, within ${within / 1000} s: ${differingIn(compared).join(', ')}.\n`,
  );
  return agrees;
}

function waitingText(compared: readonly ComparedMeasure[], seconds: number, within: number): string {
  const differing = differingIn(compared);
  const examples = differing.slice(0, 3).join(', ');
  return `  ${Math.round(seconds)} of ${within / 1000} s: ${differing.length} measures differ still (${examples}${differing.length > 3 ? ', …' : ''})`;
}

function differingIn(compared: readonly ComparedMeasure[]): string[] {
  return compared.flatMap(({ measure, agrees }) => (agrees ? [] : [measure]));
}

/** What stood in the line that changes is no result. */
function clearedLine({ isTTY }: Screen): string {
  return isTTY === true ? '\r\u001b[K' : '';
}
