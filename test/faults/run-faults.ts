import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { faultTable } from './fault-table';
import { runScenario } from './run-scenario';
import type { ScenarioResult } from './run-scenario';
import type { Scenario } from './scenario';
import { SCENARIOS } from './scenarios/all-scenarios';
import { replicas } from './scenarios/replicas';

interface FaultOptions {
  readonly short?: true;
  readonly cluster?: true;
  readonly only?: readonly string[];
  readonly rounds: number | undefined;
  readonly atOnce: number;
  readonly seed: number;
  readonly dir: string;
  readonly json: string | undefined;
  readonly list?: true;
  readonly requireAll?: true;
}

const program = new Command('faults')
  .description('Breaks what can break under the running service, and looks what is left. See docs/faults.md.')
  .option('--short', 'fewer rounds of fewer faults: some three minutes on two cores')
  .option('--cluster', 'instead, what fails on a cluster of ClickHouse: the one that TEST_CLUSTER names')
  .option('--only <words...>', 'only faults whose name or row contains one of these (default: all)')
  .option('--rounds <n>', 'so many rounds of each fault, where it has rounds', wholeNumber)
  .option(
    '--at-once <n>',
    'so many faults beside each other; what is measured of each then says less',
    aboveZero,
    1,
  )
  .option('--seed <n>', 'what is random follows from it', wholeNumber, 1)
  .option('--dir <folder>', 'on the disk to be tried; all is removed again', tmpdir())
  .option('--json <file>', 'write the results there, too')
  .option('--list', 'name the faults and do nothing')
  .option('--require-all', 'fail when the machine lacks what a fault needs')
  .action(runFaults);

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number.');
}

function aboveZero(text: string): number {
  const number = wholeNumber(text);
  if (number > 0) return number;
  throw new InvalidArgumentError('It must be at least 1.');
}

async function runFaults(options: FaultOptions): Promise<void> {
  const scenarios = chosen(options);
  if (options.list) {
    for (const { name, row } of scenarios) console.log(`${name}  (${row})`);
    return;
  }
  const stopping = new AbortController();
  process.once('SIGINT', () => {
    stopping.abort();
    console.error('stopping after this fault …');
  });
  const folder = mkdtempSync(join(options.dir, 'signalzen-faults-'));
  const played = new Map<Scenario, ScenarioResult>();
  const next = scenarios.values();
  const playTheRest = async () => {
    for (const scenario of next) {
      if (stopping.signal.aborted) break;
      played.set(scenario, await playOne(scenario, folder, options));
    }
  };
  try {
    await Promise.all(Array.from({ length: options.atOnce }, playTheRest));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const results = scenarios.map((scenario) => played.get(scenario)).filter((result) => result !== undefined);
  console.log(faultTable(results));
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(results, null, 2)}\n`);
  const isBroken = results.some(({ problems }) => problems.length > 0);
  const isIncomplete = options.requireAll === true && results.some(({ lacking }) => lacking.length > 0);
  if (isBroken || isIncomplete || stopping.signal.aborted) process.exitCode = 1;
}

function chosen({ short, cluster, only = [], list }: FaultOptions): Scenario[] {
  const isMeant = ({ name, row }: Scenario) =>
    only.length === 0 || only.some((words) => `${name} ${row}`.toLowerCase().includes(words.toLowerCase()));
  const all = cluster ? replicas : SCENARIOS;
  const scenarios = all.filter(isMeant).filter(({ longOnly }) => list || !short || longOnly !== true);
  if (scenarios.length === 0) throw new Error(`No fault is called ${only.join(' or ')}. --list names them.`);
  return scenarios;
}

async function playOne(scenario: Scenario, folder: string, options: FaultOptions): Promise<ScenarioResult> {
  const { short: isShort = false, rounds, seed } = options;
  const progress = (text: string) => {
    if (process.stderr.isTTY && options.atOnce === 1)
      process.stderr.write(`\r\u001b[K${scenario.name}: ${text}`);
  };
  const result = await runScenario(scenario, folder, { isShort, rounds, seed, progress });
  const outcome =
    result.lacking.length > 0
      ? `skipped: needs ${result.lacking.join(', ')}`
      : result.problems.length > 0
        ? `BROKEN: ${result.problems.join('; ')}`
        : 'kept';
  console.error(
    `${process.stderr.isTTY ? '\r\u001b[K' : ''}${scenario.name}: ${outcome} (${result.seconds.toFixed(0)} s)`,
  );
  return result;
}

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
