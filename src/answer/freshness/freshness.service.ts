import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import type { ReceiverFigures } from '../../platform/processes/receiver-link';
import type { ReceiverStates } from '../../store/receivers/receiver-states';
import { Asking } from '../shards/asking';
import { SourcesOfShards } from '../shards/sources';
import type { Sources } from '../shards/sources';
import { coverageOf, CoverageService } from './coverage.service';

interface Row {
  last_received_at: string | null;
  events_pending: string;
  operator_messages_unlinked: string;
}

/** Where all that is asked is left out. */
const NOTHING: Row = { last_received_at: null, events_pending: '0', operator_messages_unlinked: '0' };
const COVERED_MS = 7 * 86_400_000;

export interface FreshnessNow {
  readonly lastReceivedAt: Date | null;
  readonly lastRollupAt: Date | null;
  /** Of all receivers; of those elsewhere as of their last report. `null`: not known, because one does not answer. */
  readonly eventsOnDisk: number | null;
  readonly eventsPending: number;
  readonly operatorMessagesUnlinked: number;
  /** Of what the API showed of the last seven days, the share that came by webhook; `null`: nothing was compared. */
  readonly coverage: number | null;
  readonly lastComparedAt: Date | null;
}

/** How current and how complete the numbers are. */
@Injectable()
export class FreshnessService {
  constructor(
    private readonly asking: Asking,
    private readonly sources: SourcesOfShards,
    private readonly coverage: CoverageService,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'roles'>,
  ) {}

  /** @param accounts of which the coverage is told; empty: of all */
  async now(accounts: readonly string[]): Promise<FreshnessNow> {
    const ofEach = <Told>(tell: (sources: Sources) => Promise<Told>): Promise<readonly Told[]> =>
      this.asking.each(accounts, ({ shard }) => tell(this.sources.of(shard)));
    // Read first: what leaves the backlog meanwhile is then seen among the pending ones, not missed in both.
    const received = await ofEach(async ({ receiver, receivers }) => ({
      receivers,
      own: await receiver.figures(),
    }));
    const [[row = NOTHING], days, rolledUp] = await Promise.all([
      this.asking.query<Row>('queries/freshness', accounts),
      this.coveredDays(accounts),
      ofEach(({ rollUps }) => rollUps.lastRollUpAt()),
    ]);
    const stored = row.last_received_at === null ? 0 : Date.parse(row.last_received_at);
    const lastReceivedAt = Math.max(stored, ...received.map(({ own }) => own?.lastReceivedAt ?? 0));
    const onDisk = await Promise.all(received.map((one) => this.onDisk(one)));
    return {
      lastReceivedAt: lastReceivedAt === 0 ? null : new Date(lastReceivedAt),
      lastRollupAt: oldestOf(rolledUp),
      eventsOnDisk: onDisk.reduce((sum, one) => (sum === null || one === null ? null : sum + one), 0),
      eventsPending: Number(row.events_pending),
      operatorMessagesUnlinked: Number(row.operator_messages_unlinked),
      coverage: coverageOf(days),
      lastComparedAt: latestOf(days.map(({ comparedAt }) => comparedAt)),
    };
  }

  /** The coverage alone, as {@link now} has it. */
  async coverageNow(accounts: readonly string[]): Promise<number | null> {
    return coverageOf(await this.coveredDays(accounts));
  }

  private coveredDays(accounts: readonly string[]): ReturnType<CoverageService['byDay']> {
    const now = Date.now();
    return this.coverage.byDay({ from: now - COVERED_MS, to: now }, accounts);
  }

  private async onDisk({ own, receivers }: Received): Promise<number | null> {
    const others = await receivers.others(own?.receiver);
    if (own === undefined && (this.settings.roles.includes('receive') || others.length === 0)) return null;
    if (others.some(({ isRunning, isStopped }) => !isRunning && !isStopped)) return null;
    return others.reduce((sum, { waiting }) => sum + waiting, own?.deliveriesSpooled ?? 0);
  }
}

interface Received {
  readonly receivers: ReceiverStates;
  /** What the receiver of this service says; `undefined`: it does not answer, or there is none. */
  readonly own: ReceiverFigures | undefined;
}

/** Null: of one it is not known. */
function oldestOf(moments: readonly (number | undefined)[]): Date | null {
  const known = moments.filter((moment) => moment !== undefined);
  return known.length === 0 || known.length < moments.length ? null : new Date(Math.min(...known));
}

function latestOf(moments: readonly Date[]): Date | null {
  return moments.length === 0 ? null : new Date(Math.max(...moments.map(Number)));
}
