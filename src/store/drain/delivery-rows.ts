import { setImmediate as nextTurn } from 'node:timers/promises';
import { otherBodyOf } from '../../platform/events/erased-event';
import type { SpoolRecord } from '../../receive/spool/spool-record';
import { eventOfRecord } from './event-of-record';
import { RowBinaryWriter } from './row-binary-writer';

/** The columns of `deliveries_store` in the order in which {@link encodeDeliveries} writes them. */
export const DELIVERY_COLUMNS = [
  'segment_id',
  'sequence',
  'received_at',
  'account',
  'event_id',
  'event_type',
  'thread',
  'chat_id',
  'message_id',
  'occurred_at',
  'occurred_from',
  'parse_error',
  'message_type',
  'sender_type',
  'sender_id',
  'operator_name',
  'sender_is_ai',
  'auto_invitation',
  'may_be_last_word',
  'rating',
  'page_seen',
  'page',
  'attributes_seen',
  'attributes',
  'is_erased',
  'body',
] as const;

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();
const NO_BODY = Buffer.alloc(0);
const OCCURRED_FROM = { payload: 1, received: 2 } as const;

/** They take a tenth of a millisecond: a group on its way to the disk waits for some turns of the event loop. */
const ROWS_AT_ONCE = 16;

/**
 * The rows of some spool records, in RowBinary. Lets others have the event loop ten times in a millisecond.
 * @param writer takes them; what it holds already stays in front
 */
export async function encodeDeliveries(
  records: readonly SpoolRecord[],
  writer = new RowBinaryWriter(),
): Promise<Buffer> {
  let rows = 0;
  for (const record of records) {
    if (rows > 0 && rows % ROWS_AT_ONCE === 0) await nextTurn();
    encodeDelivery(writer, record);
    rows += 1;
  }
  return writer.bytes();
}

function encodeDelivery(writer: RowBinaryWriter, record: SpoolRecord): void {
  const event = eventOfRecord(record);
  const otherBody = record.isErased === true ? otherBodyOf(record.body) : record.body;
  writer.uint64(record.segmentId);
  writer.uint64(BigInt(record.sequence));
  writer.dateTime64(record.receivedAt);
  writer.text(record.account);
  writer.text(event.eventId);
  writer.text(event.eventType);
  writer.text(event.thread);
  writer.text(event.chatId);
  writer.text(event.messageId);
  writer.dateTime64(event.occurredAt);
  writer.uint8(OCCURRED_FROM[event.occurredFrom]);
  writer.text(event.parseError);
  writer.text(event.messageType);
  writer.text(event.senderType);
  writer.text(event.senderId);
  writer.text(event.operatorName);
  writer.bool(event.senderIsAi);
  writer.bool(event.autoInvitation);
  writer.bool(event.mayBeLastWord);
  writer.uint8(event.rating);
  const { page, attributes } = event.seenUser;
  writer.bool(page !== undefined);
  writer.text(page ?? '');
  writer.bool(attributes !== undefined);
  writer.textMap(attributes ?? NO_ATTRIBUTES);
  writer.bool(otherBody === undefined);
  writer.byteString(otherBody ?? NO_BODY);
}
