import fc from 'fast-check';
import type { SpoolRecord } from '../../src/receive/spool/spool-record';
import { DividedAccounts } from './divided-accounts';
import { oddHistories, oddRange } from './odd-histories';
import { ODD_TEAMS } from './odd-questions';
import { oddSchedules, rulesTextOf } from './odd-schedules';
import { oddTargets, targetsIn } from './odd-targets';

/** Another one with `HISTORY_SEED`. */
const SEED = Number(process.env['HISTORY_SEED'] ?? 20_261_130);
/** More of them take minutes: `HISTORIES=40`. */
const HISTORIES = Number(process.env['HISTORIES'] ?? 6);
const SHARDS = Number(process.env['SHARDS'] ?? 2);
const HOUR_MS = 3_600_000;
const START = Date.now() - 120.5 * HOUR_MS;
const WEEKS = { hasWeekBefore: true };
const RECEIVED_FROM = Date.now() - HOUR_MS;

export const ODD_ACCOUNTS = Array.from({ length: HISTORIES }, (_, index) => `case${index}`);

/** Of what happened. */
export const ODD_RANGE = oddRange(START, WEEKS);
/** Of when it was received. */
export const ODD_RECEIVED = { from: RECEIVED_FROM, to: RECEIVED_FROM + HOUR_MS };

/**
 * As two receivers take them: in each the deliveries of all accounts one after the other, several in one millisecond,
 * and with the same numbers as in the other.
 */
function recordsOf(histories: readonly (readonly Buffer[])[]): SpoolRecord[] {
  const longest = Math.max(...histories.map((bodies) => bodies.length));
  const received = Array.from({ length: longest }, (_, place) =>
    ODD_ACCOUNTS.flatMap((account, index) => {
      const body = histories[index]?.[place];
      return body === undefined ? [] : [{ account, body }];
    }),
  ).flat();
  return received.map(({ account, body }, place) => ({
    ...{ account, body, occurrence: 0n },
    receivedAt: RECEIVED_FROM + Math.floor(place / 5),
    segmentId: BigInt(RECEIVED_FROM + (place % 2)) << 20n,
    sequence: 1 + Math.floor(place / 2),
  }));
}

/** Odd histories of some accounts, one after the other on the next shard. */
export async function oddDivision(shards = SHARDS): Promise<DividedAccounts> {
  const schedules = oddSchedules(START);
  const rules = rulesTextOf(
    new Map(ODD_ACCOUNTS.map((account, index) => [account, schedules[index % schedules.length] ?? []])),
    { targets: targetsIn(oddTargets(START, ODD_ACCOUNTS)), teams: ODD_TEAMS },
  );
  const shardOf = (account: string) => Number(account.slice('case'.length)) % shards;
  const divided = await DividedAccounts.start(ODD_ACCOUNTS, rules, shards, shardOf);
  await divided.store(recordsOf(fc.sample(oddHistories(START, WEEKS), { numRuns: HISTORIES, seed: SEED })));
  const compared = `SELECT account, toDate(now() - INTERVAL 1 DAY), '7', 'message', 9, length(account), now64(3)
    FROM (SELECT arrayJoin({accounts: Array(String)}) AS account)`;
  await divided.execute(`INSERT INTO chat_coverage ${compared}`, ODD_ACCOUNTS);
  await divided.rollUp();
  return divided;
}
