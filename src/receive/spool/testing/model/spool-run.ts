import { ManualClock } from '../manual-clock';
import { DiskFaults } from './disk-faults';
import { MemoryDisk } from './memory-disk';
import { numberInBody } from './numbered-entry';
import { RandomChoices } from './random-choices';
import { SpoolLedger } from './spool-ledger';
import { SpoolProcess } from './spool-process';
import type { SpoolAction } from './spool-schedule';

const DIRECTORY = '/spool';
/** A start takes some time. It also keeps segment ids apart that would otherwise begin with the same millisecond. */
const START_MS = 100;
/** When a run begins, in milliseconds since 1970. */
const BEGIN_MS = 1_770_000_000_000;
const HOUR_MS = 3_600_000;
/** About what reading and retiring a segment take. */
const DRAIN_OPERATIONS = 12;
/** Far more than any schedule takes. */
const MAX_OPERATIONS = 100_000;

/** One spool directory, the processes that use it one after another, and what happens to them. */
export class SpoolRun {
  readonly ledger = new SpoolLedger();
  private readonly disk: MemoryDisk;
  private readonly faults = new DiskFaults();
  private process: SpoolProcess;
  private isClockBack = false;

  constructor(private readonly choices: RandomChoices) {
    this.disk = new MemoryDisk(choices);
    this.ledger.mayNumbersGoBack = () => this.isClockBack && this.faults.hasStruck;
    this.process = this.start(BEGIN_MS);
  }

  async happen(action: SpoolAction): Promise<void> {
    const { process } = this;
    switch (action.kind) {
      case 'append':
        if (process.spool !== undefined) process.append(action.lengths);
        break;
      case 'work':
        await this.work(action.operations);
        break;
      case 'read':
        process.read(action.maxRecords, action.maxBytes);
        break;
      case 'acknowledge':
        process.acknowledge();
        break;
      case 'drain':
        await this.drain(action.batches);
        break;
      case 'rewind':
        process.rewind(action.which);
        break;
      case 'remove':
        process.remove(action.which);
        break;
      case 'rewrite':
        process.rewrite(action.which);
        break;
      case 'seal':
        process.spool?.seal();
        break;
      case 'remove all':
        this.eachDrained(() => {
          this.process.remove(0);
        });
        break;
      case 'upkeep':
        process.clock.time += action.milliseconds;
        this.isClockBack ||= action.milliseconds < 0;
        process.upkeep();
        break;
      case 'fail':
        this.faults.add(action.fault);
        break;
      case 'repair':
        this.faults.repair();
        break;
      case 'close':
        process.close();
        break;
      case 'kill':
        this.restart();
        break;
      case 'cut power':
        this.cutPower();
        break;
    }
  }

  /**
   * The faults end, and nothing but time and, if the process has to, a restart is needed: a delivery is taken, all
   * is drained, segments are rewound and removed; and after one more crash all that was confirmed is there, once.
   */
  async conclude(): Promise<void> {
    this.faults.repair();
    await this.untilRest();
    if (this.process.closing) this.restart();
    await this.untilKeptUp();
    await this.expectAppend();
    if (this.choices.onceIn(2)) await this.expectDraining();
    if (this.choices.onceIn(4)) await this.expectGrowingNumbers();
    if (this.choices.onceIn(2)) this.cutPower();
    else this.restart();
    await this.untilRest();
    const found = await this.readEverything();
    this.ledger.expectConfirmedAmong(found);
    // A sync that failed leaves bytes in memory that no later start can tell from those on the disk.
    if (!this.faults.hasStruck) this.ledger.expectDeliveredAmong(found);
  }

  private async expectAppend(): Promise<void> {
    const number = this.ledger.sent;
    this.process.append([100]);
    await this.untilRest();
    if (!this.ledger.isConfirmed(number)) {
      this.ledger.violations.push(`${number} was refused although every fault is over`);
    }
  }

  private async expectDraining(): Promise<void> {
    this.process.onFailure = (error) => {
      this.ledger.violations.push(`A segment is stuck although every fault is over: ${String(error)}`);
    };
    await this.drain(Number.POSITIVE_INFINITY);
    await this.untilKeptUp();
    const stats = this.process.spool?.stats();
    if (stats?.pendingRecords !== 0 || stats.pendingBytes !== 0 || stats.segments > 1) {
      this.ledger.violations.push(`Not all is drained: ${JSON.stringify(stats)}`);
    }
    this.process.rewrite(this.choices.below(4));
    // While it is being rewritten, who comes for a segment waits, and may find that another one has taken it.
    await this.untilRest();
    this.process.rewind(this.choices.below(4));
    this.process.remove(this.choices.below(4));
    await this.untilRest();
  }

  /**
   * Nothing but the header of an empty segment knows the highest number: the clock does not, and the rest is removed.
   */
  private async expectGrowingNumbers(): Promise<void> {
    this.restart();
    await this.untilRest();
    await this.drain(Number.POSITIVE_INFINITY);
    this.eachDrained(() => {
      this.process.remove(0);
    });
    await this.untilRest();
    this.process.clock.time = BEGIN_MS - HOUR_MS;
    this.isClockBack = true;
    this.restart();
    await this.untilRest();
    await this.expectAppend();
  }

  /** The numbers of all records, drained or not. */
  private async readEverything(): Promise<Set<number>> {
    this.eachDrained(() => {
      this.process.rewind(0);
    });
    await this.untilRest();
    const found = new Set<number>();
    this.process.onDelivered = (batch) => {
      for (const { body } of batch.records) found.add(numberInBody(body));
    };
    await this.drain(Number.POSITIVE_INFINITY);
    return found;
  }

  /** The consumer reads and acknowledges batches, until all are or so many were. */
  private async drain(most: number): Promise<void> {
    const isEndless = most === Number.POSITIVE_INFINITY;
    for (let count = 0; count < most; count += 1) {
      const { process } = this;
      const pending = process.spool?.stats().pendingRecords ?? 0;
      if (pending === 0) return;
      process.read(20, 1 << 20);
      await (isEndless ? this.untilRest() : this.work(DRAIN_OPERATIONS));
      this.process.acknowledge();
      if (!isEndless) continue;
      await this.untilRest();
      if (process.spool?.stats().pendingRecords === pending) {
        this.ledger.violations.push(`${pending} records are pending and are not given`);
        return;
      }
    }
  }

  private eachDrained(act: () => void): void {
    const count = this.process.spool?.drainedSegments().length ?? 0;
    for (let left = count; left > 0; left -= 1) act();
  }

  private start(time = this.process.clock.time + START_MS): SpoolProcess {
    return new SpoolProcess(DIRECTORY, this.disk, this.faults, new ManualClock(time), this.ledger);
  }

  private restart(): void {
    this.process.end();
    if (this.choices.onceIn(3)) this.disk.evictSome();
    this.process = this.start();
  }

  private cutPower(): void {
    this.process.end();
    this.disk.cutPower();
    this.process = this.start();
  }

  /** The disk carries out operations, as many as there are but no more than this. */
  private async work(most: number): Promise<number> {
    for (let done = 0; done < most; done += 1) {
      await turns(1);
      // The spool itself waits for a turn of the event loop now and then.
      if (this.process.operations.count === 0) await turns(3);
      if (this.process.mustEnd) this.restart();
      else if (this.process.operations.count === 0) return done;
      else this.process.operations.carryOutOne(this.choices);
    }
    await turns(1);
    return most;
  }

  private async untilKeptUp(): Promise<void> {
    this.process.clock.time += 1_000;
    this.process.upkeep();
    await this.untilRest();
  }

  private async untilRest(): Promise<void> {
    const done = await this.work(MAX_OPERATIONS);
    if (done === MAX_OPERATIONS) this.ledger.violations.push('The spool comes to no rest');
  }
}

/** Lets the spool do what it can without the disk. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
