import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lackingOf } from './harness/needs';
import { Stage } from './harness/stage';
import type { StageOptions } from './harness/stage';
import type { Scenario } from './scenario';

/** One line of the table. */
export interface ScenarioResult {
  readonly fault: string;
  readonly row: string;
  readonly rounds: number;
  readonly sent: number;
  readonly acknowledged: number;
  readonly missing: number;
  readonly doubled: number;
  readonly spurious: number;
  readonly altered: number;
  /** Seconds; `null` where nothing had to recover. */
  readonly recoveredWithin: number | null;
  /** Of the scenario, in all. */
  readonly seconds: number;
  readonly problems: readonly string[];
  /** What the machine lacks for it; then nothing was done. */
  readonly lacking: readonly string[];
}

/** Plays a scenario in a folder of its own, which is removed afterwards. Never rejects: what fails is a problem. */
export async function runScenario(
  scenario: Scenario,
  parent: string,
  options: Omit<StageOptions, 'folder'>,
): Promise<ScenarioResult> {
  const startedAt = performance.now();
  const lacking = lackingOf(scenario.needs ?? []);
  const folder = await mkdtemp(join(parent, 'scenario-'));
  const stage = await Stage.build({ ...options, folder });
  const { tally } = stage;
  if (lacking.length === 0) {
    try {
      await scenario.play(stage);
    } catch (error) {
      tally.problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  await stage.clear();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  const { rounds, sent, acknowledged, missing, doubled, spurious, altered, problems } = tally;
  return {
    fault: scenario.name,
    row: scenario.row,
    rounds,
    sent,
    acknowledged,
    missing,
    doubled,
    spurious,
    altered,
    recoveredWithin: tally.recoveredWithin ?? null,
    seconds: (performance.now() - startedAt) / 1000,
    problems,
    lacking,
  };
}
