import { readErasedEvent } from '../../platform/events/erased-event';
import { readEvent } from '../../platform/events/read-event';
import type { SignalZenEvent } from '../../platform/events/read-event';
import type { SpoolRecord } from '../../receive/spool/spool-record';

/** What a delivery says; of one whose body was erased, what is counted of it. */
export function eventOfRecord(record: Omit<SpoolRecord, 'segmentId' | 'sequence'>): SignalZenEvent {
  const { body, receivedAt, occurrence, isErased } = record;
  return isErased === true ? readErasedEvent(body) : readEvent({ bytes: body, receivedAt, occurrence });
}
