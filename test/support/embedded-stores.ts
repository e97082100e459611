import { readSettings } from '../../src/platform/config/read-settings';
import { NO_RULES } from '../../src/platform/rules/rules';
import type { Rules } from '../../src/platform/rules/rules';
import type { KeptDays } from '../../src/platform/config/kept-days';
import type { Settings } from '../../src/platform/config/settings';
import type { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import { ChatsWithoutAttributes } from '../../src/compute/erasure/chats-without-attributes';
import { Erasure } from '../../src/compute/erasure/erasure';
import { OldEvents } from '../../src/compute/retention/old-events';
import { OldFacts } from '../../src/compute/retention/old-facts';
import { OldTexts } from '../../src/compute/retention/old-texts';
import { Retention } from '../../src/compute/retention/retention';
import { RetentionNotes } from '../../src/store/cleaning/retention-notes';
import { PendingRanges } from '../../src/store/pending-ranges/pending-ranges';
import { DeliveryStore } from '../../src/store/drain/delivery-store';
import { DirectStore } from '../../src/store/drain/direct-store';
import { RejectedDeliveries } from '../../src/store/drain/rejected-deliveries';
import { createLog } from '../../src/platform/logging/log';
import type { Log } from '../../src/platform/logging/log';
import { FactBuilder } from '../../src/compute/facts/fact-builder';
import { UsedSettings } from '../../src/compute/facts/used-settings';
import { Lease } from '../../src/compute/lease/lease';
import { Computing } from '../../src/compute/rollups/computing';
import { Publisher } from '../../src/compute/rollups/publisher';
import { DueWork } from '../../src/compute/rollups/due-work';
import { FacetSums } from '../../src/compute/rollups/facet-sums';
import { RebuildNotes } from '../../src/compute/rollups/rebuild-notes';
import { Rebuild } from '../../src/compute/rollups/rebuild';
import { RollUp } from '../../src/compute/rollups/roll-up';
import type { TemporaryClickHouse } from './temporary-clickhouse';
import { SECRET, TOKEN } from './running-service';

/** What these need of a server: one that a test runs, or that of a service. */
type StoreOfTest = Pick<TemporaryClickHouse, 'clickhouse' | 'dataDir'>;

let holders = 0;

/** The settings of a service over a server that a test runs, and over a stand-in of SignalZen's API. */
export function settingsOver({ dataDir }: Pick<TemporaryClickHouse, 'dataDir'>, apiUrl?: URL): Settings {
  return readSettings({
    DATA_DIR: dataDir,
    SIGNALZEN_API_SECRET: SECRET,
    API_TOKEN: TOKEN,
    SIGNALZEN_API: apiUrl === undefined ? 'off' : 'on',
    SIGNALZEN_API_URL: apiUrl?.href,
    SIGNALZEN_API_RATE: '1000',
  });
}

export function embeddedDirectStore(
  server: StoreOfTest,
  clickhouse: ClickHouse = server.clickhouse,
): DirectStore {
  const log = createLog('error');
  const rejected = new RejectedDeliveries(settingsOver(server), log);
  return new DirectStore(new DeliveryStore(clickhouse, rejected), new PendingRanges(clickhouse), log);
}

/** Brings everything that is stored into facts and roll-ups, as a service that has just started. */
export async function rollUpAll(
  server: StoreOfTest,
  clickhouse: ClickHouse = server.clickhouse,
  rules: Rules = NO_RULES,
): Promise<void> {
  await embeddedRollUp(server, clickhouse, createLog('error'), rules).rollUpPending();
}

/** What rolls up, in a service that has just started. */
export function embeddedRollUp(
  server: StoreOfTest,
  clickhouse: ClickHouse = server.clickhouse,
  log: Log = createLog('error'),
  rules: Rules = NO_RULES,
): RollUp {
  const settings = settingsOver(server);
  const { facts, publisher, computing } = partsOver(server, clickhouse, settings, rules);
  const pending = new PendingRanges(clickhouse);
  return new RollUp(pending, facts, publisher, computing, new DueWork(clickhouse), log);
}

/** Sums up by page and attribute all days there are, today as well, and however few facts they have. */
export async function sumUpFacets(
  server: StoreOfTest,
  clickhouse: ClickHouse = server.clickhouse,
): Promise<void> {
  const { computing } = partsOver(server, clickhouse);
  const all = { settledMs: -2 * 86_400_000, restSeconds: 0, leastFacts: 0, factsPerSum: 0 };
  const sums = new FacetSums(clickhouse, computing, all);
  while ((await sums.sumUpSome()) !== undefined);
}

/** What erases, as a service that has just started. */
export function embeddedErasure(
  server: TemporaryClickHouse,
  clickhouse: ClickHouse = server.clickhouse,
): Erasure {
  const { facts, publisher, computing } = partsOver(server, clickhouse);
  const chats = new ChatsWithoutAttributes(clickhouse, facts, publisher);
  return new Erasure(clickhouse, chats, computing);
}

/** What keeps things for so many days, as a command does. */
export function embeddedRetention(
  server: StoreOfTest,
  days: Partial<KeptDays>,
  clickhouse: ClickHouse = server.clickhouse,
): Retention {
  const { facts, publisher, computing } = partsOver(server, clickhouse);
  const chats = new ChatsWithoutAttributes(clickhouse, facts, publisher);
  const notes = new RetentionNotes(clickhouse);
  const rebuilds = new RebuildNotes(clickhouse);
  const retention = { texts: undefined, events: undefined, facts: undefined, leastEventsDays: 0, ...days };
  const texts = new OldTexts(clickhouse, notes, chats, computing, rebuilds);
  const events = new OldEvents(clickhouse, notes, computing, rebuilds, settingsOver(server));
  const numbers = new OldFacts(clickhouse, notes, computing, publisher, rebuilds);
  return new Retention(clickhouse, { retention }, { current: NO_RULES }, texts, events, numbers);
}

/** What computes, in a process of its own that is taken for dead soon. */
export function partsOver(
  server: StoreOfTest,
  clickhouse: ClickHouse = server.clickhouse,
  settings: Settings = settingsOver(server),
  rulesInForce: Rules = NO_RULES,
) {
  const options = {
    program: 'service',
    log: createLog('error'),
    holder: `test ${(holders += 1)}`,
    lapseMs: 100,
  };
  const rules = { current: rulesInForce };
  const facts = new FactBuilder(clickhouse, settings, rules);
  const used = new UsedSettings(clickhouse, settings, rules);
  const publisher = new Publisher(facts, clickhouse);
  const computing = new Computing(new Lease(clickhouse, options), facts, publisher);
  const rebuild = new Rebuild(clickhouse, facts, publisher, computing, used);
  return { facts, used, publisher, computing, rebuild };
}
