import { setTimeout as sleep } from 'node:timers/promises';
import { ClickHouseProxy } from '../harness/clickhouse-proxy';
import type { ProxyMode } from '../harness/clickhouse-proxy';
import type { Stage } from '../harness/stage';
import type { Scenario } from '../scenario';

const DOWN = 'ClickHouse down';
const LOST = 'ClickHouse stopped in mid-answer, answer lost, connection cut';

interface Rounds {
  readonly long: number;
  readonly short: number;
}

/** Puts a proxy between the service and ClickHouse that misbehaves for a moment, while senders go on. */
async function disturb(stage: Stage, rounds: Rounds, modeOf: (round: number) => ProxyMode): Promise<void> {
  const { service, sender, tally } = stage;
  const proxy = await ClickHouseProxy.start((await stage.useExternalClickHouse()).url);
  stage.atTheEnd(() => proxy.stop());
  stage.sendClickHouseCallsTo(proxy.url);
  await service.start();
  await sender.sendMany(50);
  await stage.playRounds(rounds.long, rounds.short, async (round) => {
    const flow = sender.flow({ connections: 8, pauseMs: 5 });
    await sleep(200);
    proxy.set(modeOf(round));
    await sleep(2_500);
    proxy.heal();
    const endedAt = performance.now();
    await flow.stop();
    await stage.settle({ endedAt });
  });
  for (const [status, times] of sender.refusals)
    tally.problems.push(`${times} deliveries were answered ${status} while only ClickHouse was away`);
}

const ROUNDS = { long: 5, short: 1 };
/** A call that hangs is given up only after a minute, and a connection that is slow stays so while it is kept. */
const SLOW_ROUNDS = { long: 2, short: 1 };

function scenario(
  name: string,
  row: string,
  rounds: Rounds,
  longOnly: boolean,
  modeOf: (stage: Stage) => (round: number) => ProxyMode,
): Scenario {
  return { name, row, longOnly, play: (stage) => disturb(stage, rounds, modeOf(stage)) };
}

const someBytes =
  (most: number) =>
  ({ random }: Stage) =>
  () =>
    random.whole(1, most);

/** Too many parts, out of memory, read-only, no space left, unknown table, a timeout, a network error. */
const REFUSAL_CODES = [252, 241, 164, 243, 60, 159, 210];

export const clickhouseNetwork: readonly Scenario[] = [
  scenario('ClickHouse refuses (252, 241, …)', DOWN, { long: 7, short: 1 }, false, () => (round) => ({
    kind: 'refuse',
    code: REFUSAL_CODES[(round - 1) % REFUSAL_CODES.length] ?? 252,
  })),
  scenario('connections to ClickHouse reset', DOWN, ROUNDS, true, () => () => ({ kind: 'reset' })),
  scenario('requests to ClickHouse cut off', LOST, ROUNDS, true, (stage) => () => ({
    kind: 'cut request',
    bytes: someBytes(30_000)(stage),
  })),
  scenario('requests to ClickHouse shortened', LOST, ROUNDS, true, (stage) => () => ({
    kind: 'shorten request',
    bytes: someBytes(30_000)(stage),
  })),
  scenario('answers of ClickHouse cut off', LOST, ROUNDS, true, (stage) => () => ({
    kind: 'cut answer',
    bytes: someBytes(200)(stage),
  })),
  scenario('answers of ClickHouse lost', LOST, SLOW_ROUNDS, true, () => () => ({
    kind: 'swallow answer',
  })),
  scenario('nothing comes through to ClickHouse', DOWN, SLOW_ROUNDS, true, () => () => ({
    kind: 'blackhole',
  })),
  scenario('ClickHouse slow: half a second each way', DOWN, SLOW_ROUNDS, true, () => () => ({
    kind: 'delay',
    milliseconds: 500,
  })),
];
