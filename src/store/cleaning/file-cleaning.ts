import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import type { RunResult } from '../../platform/jobs/interval-job';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import { Spool } from '../../receive/spool/spool';
import { DrainedFiles } from './drained-files';
import type { DrainedFile } from './drained-files';
import { ErasedChats } from './erased-chats';
import { idsInBytes } from './ids-in-bytes';
import { Pseudonyms } from './pseudonyms';
import { renamedBytes } from './renamed-bytes';
import { OwnIdentity } from '../receivers/own-identity';
import type { ReceiverIdentity } from '../receivers/own-identity';
import { SealPace } from './seal-pace';
import { SegmentCleaner } from './segment-cleaner';
import { cleanQuarantine, cleanRejected } from './set-aside';
import type { ToGo } from './set-aside';

interface State {
  readonly requested_at: string;
  readonly erased_at: string;
  readonly cleaned_for: string;
}

interface Cleaned {
  readonly place: string;
  readonly name: string;
  readonly deliveries: number;
}

/** Of a request that was noticed: what was received until then has to be drained before the files are clean. */
interface Noticed {
  readonly requestedAt: string;
  readonly below: number;
  isSwept: boolean;
}

/** Lines that say where something is left. */
interface LeftOver {
  /** It goes by itself. */
  readonly waiting: string[];
  /** It is tried again. */
  readonly failed: string[];
}

/** An entry of the table may become visible after a later one: after a while it is looked again, and reported. */
const OVERLAP_MS = 3_600_000;
const LOOK_AGAIN_MS = 600_000;

/**
 * Takes out of the files of this receiver what is erased in ClickHouse, and reports how far it is: of what the spool
 * keeps, of its archive, of what ClickHouse rejected and of what went to quarantine. Each step can be repeated.
 */
@Injectable()
export class FileCleaning {
  private identity: ReceiverIdentity | undefined;
  private noticed: Noticed | undefined;
  /** The times of the last pass that left nothing. */
  private done: (State & { readonly at: number }) | undefined;
  private lastReport = '';
  private reportedAt = 0;
  private isSealing = false;
  private readonly sealPace = new SealPace();
  /** By segment: which erasure its files are clean of. */
  private readonly cleanOf = new Map<string, string>();

  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly spool: Spool,
    private readonly files: DrainedFiles,
    private readonly cleaner: SegmentCleaner,
    private readonly own: OwnIdentity,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /**
   * Does what is new since the last pass.
   * @returns `failed` when something was left that could have been cleaned
   * @throws ClickHouseError; the system's error when nothing can be read
   */
  async pass(): Promise<RunResult> {
    const identity = await this.own.get();
    // Under another one, nothing was reported yet.
    if (this.identity !== identity) this.done = undefined;
    this.identity = identity;
    const { receiver } = identity;
    const [state] = await this.clickhouse.query<State>('cleaning/state', { receiver });
    if (state === undefined || this.hasDone(state)) return 'done';
    const left: LeftOver = { waiting: [], failed: [] };
    await this.cleanErasedSegments(state, left);
    await this.sweep(state.requested_at, left);
    await this.report(identity, state, [...left.waiting, ...left.failed]);
    if (left.waiting.length + left.failed.length === 0) this.done = { ...state, at: Date.now() };
    return left.failed.length > 0 ? 'failed' : 'done';
  }

  private hasDone({ requested_at, erased_at }: State): boolean {
    const { done } = this;
    if (done?.requested_at !== requested_at || done.erased_at !== erased_at) return false;
    return Date.now() - done.at < LOOK_AGAIN_MS;
  }

  /** The segments of which ClickHouse knows what is erased. */
  private async cleanErasedSegments({ cleaned_for }: State, left: LeftOver): Promise<void> {
    const since = new Date(Math.max(0, Date.parse(cleaned_for) - OVERLAP_MS));
    const rows = await this.clickhouse.query<{ segment_id: string; erased_at: string }>('cleaning/segments', {
      since,
    });
    const due = new Map(rows.map(({ segment_id, erased_at }) => [segment_id, erased_at]));
    for (const id of this.cleanOf.keys()) if (!due.has(id)) this.cleanOf.delete(id);
    for (const [id, erasedAt] of this.cleanOf) if (due.get(id) === erasedAt) due.delete(id);
    if (due.size === 0) return;
    // In one moment with the list: a segment is the one or the other.
    const undrained = this.spool.undrainedSegments().map(String);
    const later = new Set(undrained.filter((id) => due.has(id)));
    for (const file of await this.files.list()) {
      const id = String(file.segmentId);
      if (due.has(id) && !(await this.clean(file, undefined, left))) later.add(id);
    }
    this.sealOnce(
      undrained.some((id) => due.has(id)),
      left,
    );
    for (const [id, erasedAt] of due) if (!later.has(id)) this.cleanOf.set(id, erasedAt);
  }

  /** What is erased of a segment in use can be taken out of it once it is sealed and drained. */
  private sealOnce(isInUse: boolean, left: LeftOver): void {
    if (isInUse) left.waiting.push(this.waitingText());
    if (!isInUse) this.isSealing = false;
    else if (!this.isSealing && this.sealPace.mayGoOn()) {
      this.isSealing = true;
      this.spool.seal();
    }
  }

  private waitingText(): string {
    return `spool: ${this.spool.stats().pendingRecords} deliveries wait for ClickHouse`;
  }

  /** What ClickHouse does not know: deliveries that it lacks, has rejected, or could not be given. */
  private async sweep(requestedAt: string, left: LeftOver): Promise<void> {
    // Nobody ever asked for anything.
    if (Date.parse(requestedAt) === 0) return;
    if (this.noticed?.requestedAt !== requestedAt) {
      if (!this.sealPace.mayGoOn()) {
        left.waiting.push('spool: its newest segment is sealed within a minute');
        return;
      }
      this.noticed = { requestedAt, below: this.spool.seal(), isSwept: false };
    }
    if (!this.spool.hasDrainedBelow(this.noticed.below)) {
      left.waiting.push(this.waitingText());
      return;
    }
    const { unreadableSegments } = this.spool.stats();
    if (unreadableSegments > 0)
      left.waiting.push(`spool: ${unreadableSegments} segments that the disk could not read at the start`);
    if (this.noticed.isSwept) return;
    const before = left.failed.length;
    const chats = await ErasedChats.load(this.clickhouse);
    for (const file of await this.cleaner.lackingIn(await this.files.list()))
      await this.clean(file, chats, left);
    await this.cleanSetAside(chats);
    this.noticed.isSwept = left.failed.length === before;
  }

  private async cleanSetAside(chats: ErasedChats): Promise<void> {
    const { dataDir } = this.settings;
    const pseudonyms = await Pseudonyms.load(this.clickhouse);
    const toGo: ToGo = {
      chat: chats.has.bind(chats),
      bytes: (bytes) => [...idsInBytes(bytes)].some((id) => chats.hasId(id)),
      renamed: (bytes, account) => renamedBytes(bytes, pseudonyms, account),
    };
    await this.note(await cleanRejected(join(dataDir, 'rejected'), toGo));
    await this.note(await cleanQuarantine(join(dataDir, 'spool', 'quarantine'), toGo));
  }

  /** Resolves with whether nothing is left in the file. */
  private async clean(file: DrainedFile, chats: ErasedChats | undefined, left: LeftOver): Promise<boolean> {
    const { place, name } = file;
    try {
      const { records, damagedBytes } = await this.cleaner.clean(file, chats);
      if (damagedBytes > 0)
        this.log.warn({ file: name, bytes: damagedBytes }, 'damaged bytes of erased deliveries are removed');
      if (records > 0) await this.note([{ place, name, deliveries: records }]);
      return true;
    } catch (error) {
      this.log.warn(
        { err: error, file: name },
        'erased deliveries could not be taken out of a file; tried again soon',
      );
      left.failed.push(`${place}: ${name}`);
      return false;
    }
  }

  private async note(cleaned: readonly Cleaned[]): Promise<void> {
    if (cleaned.length === 0 || this.identity === undefined) return;
    await this.clickhouse.command('cleaning/note_files', {
      receiver: this.identity.receiver,
      places: cleaned.map(({ place }) => place),
      files: cleaned.map(({ name }) => name),
      deliveries: cleaned.map(({ deliveries }) => deliveries),
    });
  }

  private async report(
    { receiver, host, dataDir }: ReceiverIdentity,
    { requested_at, erased_at, cleaned_for }: State,
    leftOver: readonly string[],
  ): Promise<void> {
    const isClean = leftOver.length === 0;
    // Both are of one form, so that they sort as texts do.
    const upTo = requested_at > erased_at ? requested_at : erased_at;
    const report = {
      ...{ receiver, host, data_dir: dataDir, left_over: leftOver },
      cleaned_for: new Date(isClean ? upTo : cleaned_for),
    };
    const text = JSON.stringify(report);
    if (text === this.lastReport && Date.now() - this.reportedAt < LOOK_AGAIN_MS) return;
    await this.clickhouse.command('cleaning/report', report);
    this.lastReport = text;
    this.reportedAt = Date.now();
  }
}
