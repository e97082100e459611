import { Inject, Injectable } from '@nestjs/common';
import { FreshnessService } from '../../answer/freshness/freshness.service';
import { WarningsService } from '../../answer/freshness/warnings.service';
import { Asking } from '../../answer/shards/asking';
import { SourcesOfShards } from '../../answer/shards/sources';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import { lastBackup } from '../../platform/data-directory/last-backup';
import type { findBackup } from './backup-condition';
import type { DataState } from './data-condition';

/** Of fewer operator messages in a week, the share that is linked says nothing. */
const ENOUGH_MESSAGES = 20;

/** Looks up how whole the numbers are, and whether anybody backs them up. */
@Injectable()
export class DataLooks {
  /** 0: nothing has come yet. */
  private firstReceivedMs = 0;

  constructor(
    private readonly asking: Asking,
    private readonly sources: SourcesOfShards,
    private readonly freshness: FreshnessService,
    private readonly warnings: WarningsService,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'signalzenApi' | 'dataDir'>,
  ) {}

  async now(): Promise<Omit<DataState, 'behindMs' | 'now'>> {
    const [coverage, notUnderstood, linked, lastRefusedAt] = await Promise.all([
      this.freshness.coverageNow([]),
      this.warnings.deliveriesNotUnderstood(),
      this.leastLinked(),
      this.lastRefusedAt(),
    ]);
    return { coverage, notUnderstood, linked, lastRefusedAt };
  }

  /** Of any receiver on the database: the one of this service says so itself, the others have reported it. */
  private async lastRefusedAt(): Promise<number | null | undefined> {
    const told = await this.asking.each([], async ({ shard }) => {
      const { receiver, receivers } = this.sources.of(shard);
      const own = await receiver.figures();
      return { own, others: await receivers.others(own?.receiver) };
    });
    if (told.every(({ own, others }) => own === undefined && others.length === 0)) return undefined;
    const known = told.flatMap(({ own, others }) =>
      [own, ...others].flatMap((one) => one?.lastRefusedAt ?? []),
    );
    return known.length === 0 ? null : Math.max(...known);
  }

  async backup(now: number): Promise<Parameters<typeof findBackup>[1]> {
    const last = await lastBackup(this.settings.dataDir);
    if (last === undefined && this.firstReceivedMs === 0) {
      const [row] = await this.asking.query<{ first_ms: string }>('notify/first_received', []);
      this.firstReceivedMs = Number(row?.first_ms ?? 0);
    }
    return { last, firstReceivedMs: this.firstReceivedMs, now };
  }

  /** Of the accounts that SignalZen's API can be asked for, the one with the smallest share of linked messages. */
  private async leastLinked(): Promise<DataState['linked']> {
    const { accounts } = this.settings.signalzenApi;
    if (accounts.length === 0) return undefined;
    const [row] = await this.asking.query<{ account: string; share: number }>('notify/least_linked', [], {
      accounts,
      at_least: ENOUGH_MESSAGES,
    });
    return row;
  }
}
