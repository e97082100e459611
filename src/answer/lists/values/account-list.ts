import { Inject, Injectable } from '@nestjs/common';
import { ClickHouse } from '../../../platform/clickhouse/clickhouse';
import { SETTINGS } from '../../../platform/config/config.module';
import type { Settings } from '../../../platform/config/settings';

@Injectable()
export class AccountList {
  constructor(
    private readonly clickhouse: ClickHouse,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** The accounts that are set up, and those that have events from earlier; sorted. */
  async names(): Promise<string[]> {
    const rows = await this.clickhouse.query<{ account: string }>('queries/accounts');
    return [...new Set([...this.settings.accounts.keys(), ...rows.map((row) => row.account)])].sort();
  }
}
