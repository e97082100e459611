import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { otherBodyOf, withOtherBody, withoutContent } from '../../platform/events/erased-event';
import type { RewrittenSegment } from '../../receive/spool/segment-rewrite';
import type { SpoolRecord } from '../../receive/spool/spool-record';
import { eventOfRecord } from '../drain/event-of-record';
import type { DrainedFile } from './drained-files';
import type { ErasedChats } from './erased-chats';
import { Pseudonyms } from './pseudonyms';

/** ClickHouse takes 128 KiB for one value. */
const SEGMENTS_AT_ONCE = 2_000;

/** Takes erased deliveries, and names of operators who are pseudonymous, out of single files. */
@Injectable()
export class SegmentCleaner {
  constructor(private readonly clickhouse: ClickHouse) {}

  /** Those of which ClickHouse has fewer deliveries than they hold. */
  async lackingIn(files: readonly DrainedFile[]): Promise<DrainedFile[]> {
    const stored = new Map<string, number>();
    for (let first = 0; first < files.length; first += SEGMENTS_AT_ONCE) {
      const some = files.slice(first, first + SEGMENTS_AT_ONCE);
      const rows = await this.clickhouse.query<{ segment_id: string; deliveries: string }>(
        'cleaning/stored_of_segments',
        { segment_ids: some.map(({ segmentId }) => segmentId) },
      );
      for (const { segment_id, deliveries } of rows) stored.set(segment_id, Number(deliveries));
    }
    return files.filter(({ segmentId, records }) => (stored.get(String(segmentId)) ?? 0) < records);
  }

  /**
   * Takes out what is erased in ClickHouse; with `chats` also what is of these, whatever ClickHouse has.
   * @throws ClickHouseError; the system's error
   */
  async clean(file: DrainedFile, chats: ErasedChats | undefined): Promise<RewrittenSegment> {
    const rows = await this.clickhouse.query<{ sequence: string }>('cleaning/erased_sequences', {
      segment_id: file.segmentId,
    });
    const erased = new Set(rows.map(({ sequence }) => Number(sequence)));
    const pseudonyms = await Pseudonyms.load(this.clickhouse);
    if (erased.size === 0 && chats === undefined && pseudonyms.isEmpty)
      return { records: 0, damagedBytes: 0 };
    return file.rewrite({
      bodyInstead: (record) =>
        isToGo(record, erased, chats) ? emptied(record, pseudonyms) : renamed(record, pseudonyms),
      losesDamage: (from, to) => [...erased].some((sequence) => sequence >= from && sequence <= to),
    });
  }
}

function isToGo(record: SpoolRecord, erased: ReadonlySet<number>, chats: ErasedChats | undefined): boolean {
  return erased.has(record.sequence) || chats?.has(eventOfRecord(record).chatId, record) === true;
}

/** What is left of a record that is erased. */
function emptied(record: SpoolRecord, pseudonyms: Pseudonyms): Buffer | undefined {
  const event = eventOfRecord(record);
  const known = pseudonyms.eventWith(record.account, event);
  const isEmpty = record.isErased === true && otherBodyOf(record.body) === undefined;
  return isEmpty && known === event ? undefined : withoutContent(known);
}

/** A record in which operators are called by their pseudonyms, if any is not. */
function renamed(record: SpoolRecord, pseudonyms: Pseudonyms): Buffer | undefined {
  if (pseudonyms.isEmpty) return undefined;
  const event = eventOfRecord(record);
  const known = pseudonyms.eventWith(record.account, event);
  const body = record.isErased === true ? otherBodyOf(record.body) : record.body;
  if (body === undefined) return known === event ? undefined : withoutContent(known);
  const changed = pseudonyms.bodyWith(record.account, body);
  return changed === undefined && known === event ? undefined : withOtherBody(known, changed ?? body);
}
