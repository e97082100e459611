import type { ClickHouseClient } from '@clickhouse/client';
import { ProgressLine } from '../../src/platform/terminal/progress-line';
import { WORDS } from '../load/message-body';
import { rowsOf } from '../support/clickhouse-client';
import { whole } from '../support/figures';
import { sqlFile } from './sql-file';
import { busyTimeUntil, evenTime } from './weekly-rhythm';
import type { BusyTime } from './weekly-rhythm';

const DAYS = 730;
/** On average, by the choices in generate-deliveries.sql. */
const DELIVERIES_PER_CHAT = 7.66;
const CHATS_PER_STATEMENT = 130_000;
/** As many as the service computes in one go. */
const DELIVERIES_PER_SEGMENT = 100_000;
const FIRST_CHAT = 1_000_000;
/** Far below those of the service, which begin with the time. */
const FIRST_SEGMENT = 1;
const FRESH_MS = 1.5 * 3_600_000;
/** A chat that is cut off by now has fewer deliveries: some more are planned than wanted. */
const SPARE_CHATS = 1.2;

/** What was generated: deliveries of the range, none of them after its end. */
export interface Generated {
  readonly deliveries: number;
  readonly fromMs: number;
  readonly untilMs: number;
  /** For how many each stands; by default for itself. */
  readonly times?: number;
}

interface Portion {
  readonly time: BusyTime;
  readonly untilMs: number;
  readonly firstChatOfAll: number;
  readonly chatsInAll: number;
  readonly firstChat: number;
  readonly chats: number;
  readonly firstSegment: bigint;
  readonly sequenceBefore: number;
  readonly maxDeliveries: number;
}

/**
 * About so many deliveries of a time, by default of the last two years, put into ClickHouse as the drain would have;
 * not rolled up.
 */
export async function generateDeliveries(
  client: ClickHouseClient,
  about: number,
  time: BusyTime = busyTimeUntil(Date.now(), DAYS),
  untilMs = Date.now(),
): Promise<Generated> {
  const chatsInAll = Math.round(about / DELIVERIES_PER_CHAT);
  const progress = new ProgressLine(process.stderr);
  let deliveries = 0;
  for (let done = 0; done < chatsInAll; done += CHATS_PER_STATEMENT) {
    await insertPortion(client, {
      time,
      untilMs,
      firstChatOfAll: FIRST_CHAT,
      chatsInAll,
      firstChat: FIRST_CHAT + done,
      chats: Math.min(CHATS_PER_STATEMENT, chatsInAll - done),
      firstSegment: BigInt(FIRST_SEGMENT),
      sequenceBefore: deliveries,
      maxDeliveries: Number.MAX_SAFE_INTEGER,
    });
    deliveries = await lastSequence(client, deliveries);
    progress.update(() => `generated ${whole(deliveries)} deliveries …`);
  }
  progress.finish(`generated ${whole(deliveries)} deliveries in ${progress.seconds.toFixed(0)} s`);
  return { deliveries, fromMs: time.beginsMs, untilMs };
}

/** Puts all that was generated on the list of what the service has to roll up. */
export async function askForRollUp(client: ClickHouseClient, { deliveries }: Generated): Promise<void> {
  const lastSegment = FIRST_SEGMENT + Math.floor((deliveries - 1) / DELIVERIES_PER_SEGMENT);
  await addRanges(client, BigInt(FIRST_SEGMENT), BigInt(lastSegment));
}

/**
 * Deliveries of an hour and a half, as one range that the service has to roll up.
 * @param windowsAgo 0 for the time up to now, 1 for the hour and a half before, …
 */
export async function addFreshDeliveries(
  client: ClickHouseClient,
  deliveries: number,
  windowsAgo: number,
): Promise<void> {
  const now = Date.now();
  const untilMs = now - windowsAgo * FRESH_MS;
  const chats = Math.ceil((deliveries / DELIVERIES_PER_CHAT) * SPARE_CHATS);
  // Neither chats nor segments of any other call, nor of the service.
  const firstSegment = BigInt(now) << 20n;
  await insertPortion(client, {
    time: evenTime(untilMs - FRESH_MS, untilMs),
    untilMs,
    firstChatOfAll: now,
    chatsInAll: chats,
    firstChat: now,
    chats,
    firstSegment,
    sequenceBefore: 0,
    maxDeliveries: deliveries,
  });
  await addRanges(client, firstSegment, firstSegment);
}

async function insertPortion(client: ClickHouseClient, portion: Portion): Promise<void> {
  await client.command({
    query: sqlFile('generate-deliveries'),
    query_params: {
      first_chat_of_all: portion.firstChatOfAll,
      chats_in_all: portion.chatsInAll,
      first_chat: portion.firstChat,
      chats: portion.chats,
      begins_ms: portion.time.beginsMs,
      busy_weeks: portion.time.busyWeeks,
      hour_ends: portion.time.hourEnds,
      until_ms: portion.untilMs,
      sequence_before: portion.sequenceBefore,
      first_segment: String(portion.firstSegment),
      deliveries_per_segment: DELIVERIES_PER_SEGMENT,
      max_deliveries: portion.maxDeliveries,
      words: WORDS,
    },
    clickhouse_settings: { wait_end_of_query: 1 },
  });
}

/** After the portion whose first delivery comes after `before`. */
async function lastSequence(client: ClickHouseClient, before: number): Promise<number> {
  const [row] = await rowsOf<{ last: string }>(
    client,
    `SELECT max(sequence) AS last FROM deliveries_store
     WHERE segment_id >= {from: UInt64} AND segment_id < {service: UInt64}`,
    { from: FIRST_SEGMENT + Math.floor(before / DELIVERIES_PER_SEGMENT), service: 2 ** 40 },
  );
  return Math.max(before, Number(row?.last ?? 0));
}

async function addRanges(client: ClickHouseClient, firstSegment: bigint, lastSegment: bigint): Promise<void> {
  await client.command({
    query: sqlFile('add-generated-ranges'),
    query_params: {
      first_segment: String(firstSegment),
      last_segment: String(lastSegment),
    },
    clickhouse_settings: { wait_end_of_query: 1 },
  });
}
