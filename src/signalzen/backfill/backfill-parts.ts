import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { Settings } from '../../platform/config/settings';
import { PendingRanges } from '../../store/pending-ranges/pending-ranges';
import { DeliveryStore } from '../../store/drain/delivery-store';
import { DirectStore } from '../../store/drain/direct-store';
import { RejectedDeliveries } from '../../store/drain/rejected-deliveries';
import type { Log } from '../../platform/logging/log';
import { computingParts } from '../../compute/rollups/computing-parts';
import { DueWork } from '../../compute/rollups/due-work';
import { RollUp } from '../../compute/rollups/roll-up';
import { AccountApis } from '../chats/account-apis';
import { ApiRecords } from '../chats/api-records';
import { ChatReader } from '../chats/chat-reader';
import { ChatStore } from '../chats/chat-store';
import { ChatTransfer } from '../chats/chat-transfer';
import { UserPages } from '../chats/user-pages';

/** What a backfill works with, for a command that runs without the service's modules. */
export function backfillParts(settings: Settings, clickhouse: ClickHouse, log: Log) {
  const pending = new PendingRanges(clickhouse);
  const stored = new DeliveryStore(clickhouse, new RejectedDeliveries(settings, log));
  const store = new ChatStore(clickhouse, new DirectStore(stored, pending, log), new ApiRecords());
  const apis = new AccountApis(settings);
  const transfer = new ChatTransfer(new ChatReader(apis), store);
  const { facts, publisher, computing } = computingParts(clickhouse, settings, { program: 'backfill', log });
  const rollUp = new RollUp(pending, facts, publisher, computing, new DueWork(clickhouse));
  return { apis, users: new UserPages(apis, store), transfer, rollUp };
}
