import type { ChatlessDelivery } from '../../compute/erasure/chatless-deliveries';
import type { ErasableChat } from '../../compute/erasure/erasable-chats';
import { segmentIdText } from '../../receive/spool/segment-names';
import type { FilesCleaned, ReceiverState } from '../../store/cleaning/receivers';

const MAX_SHOWN = 20;
const day = (time: Date): string => time.toISOString().slice(0, 10);

/** What would be erased, or is. */
export function foundLines(chats: readonly ErasableChat[], chatless: readonly ChatlessDelivery[]): string[] {
  const shown = chatless.slice(0, MAX_SHOWN).map(({ segmentId, sequence, eventType, receivedAt }) => {
    const type = eventType === '' ? 'of no type' : eventType;
    return `  ${segmentIdText(segmentId)}-${sequence}, ${type}, ${day(receivedAt)}`;
  });
  const more = chatless.length - shown.length;
  return [
    ...chats.map(chatLine),
    ...(chatless.length === 0
      ? []
      : [`without a chat, with the address or a word in them: ${chatless.length} deliveries`]),
    ...shown,
    ...(more === 0 ? [] : [`  and ${more} more`]),
  ];
}

function chatLine(chat: ErasableChat): string {
  const { account, chatId, deliveries, erased, firstReceivedAt, lastReceivedAt } = chat;
  const before = erased === 0 ? '' : `, ${erased} of them erased before`;
  const days = `${day(firstReceivedAt)} to ${day(lastReceivedAt)}`;
  return `account ${account}, chat ${chatId}: ${deliveries} deliveries, ${days}${before}`;
}

/**
 * When what was erased has left the disk of ClickHouse.
 * @param servers on how many nodes, all of which were asked
 */
export function partsLine(left: ReadonlyMap<string, number>, servers: number, now = new Date()): string {
  if (left.size === 0 && servers > 1)
    return `ClickHouse: nothing is left on the disks of all ${servers} nodes`;
  if (left.size === 0) return 'ClickHouse: nothing is left on its disk';
  const by = new Date(now.getTime() + 9 * 60_000).toISOString().slice(0, 16);
  const parts = [...left].map(([table, count]) => `${count} parts of ${table}`).join(', ');
  return `ClickHouse: it deletes by ${by}Z what was rewritten (${parts})`;
}

/** What became of the files of one receiver. */
export function receiverLines(
  { id, host, dataDir, reportedAt, isClean, isRunning, leftOver }: ReceiverState,
  cleaned: readonly FilesCleaned[],
): string[] {
  const own = cleaned.filter(({ receiver }) => receiver === id);
  const taken = own.map(({ place, files, deliveries }) => `${deliveries} in ${files} files of ${place}`);
  const where = `files of ${host}:${dataDir}`;
  if (isClean)
    return [`${where}: nothing is left${taken.length > 0 ? `; taken out: ${taken.join(', ')}` : ''}`];
  const since = reportedAt.toISOString().slice(0, 19);
  const then = isRunning
    ? 'The service there goes on with it by itself.'
    : `It has not reported since ${since}Z: it goes on with it when it runs again. If its data directory is gone, ` +
      `so is all of it: --forget-receiver ${id}`;
  return [`${where}: NOT YET. ${then}`, ...leftOver.map((line) => `  left in ${line}`)];
}
