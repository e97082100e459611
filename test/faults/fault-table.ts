import { table } from '../../bench/support/table';
import type { ScenarioResult } from './run-scenario';

const HEAD = [
  'fault',
  'rounds',
  'sent',
  'acknowledged',
  'missing',
  'doubled',
  'spurious',
  'recovered within',
];

/** The results under one another, and below them in words what is wrong. */
export function faultTable(results: readonly ScenarioResult[]): string {
  const problems = results.flatMap(({ fault, problems }) => problems.map((text) => `✗ ${fault}: ${text}`));
  return [table([HEAD, ...results.map(lineOf)]), ...problems].join('\n');
}

function lineOf(result: ScenarioResult): string[] {
  const { fault, lacking, problems, recoveredWithin } = result;
  if (lacking.length > 0) return [`- ${fault}: skipped: needs ${lacking.join(', ')}`];
  const counts = [
    result.rounds,
    result.sent,
    result.acknowledged,
    result.missing,
    result.doubled,
    result.spurious + result.altered,
  ];
  const recovered = recoveredWithin === null ? '–' : `${recoveredWithin.toFixed(1)} s`;
  return [`${problems.length > 0 ? '✗' : '✓'} ${fault}`, ...counts.map(String), recovered];
}
