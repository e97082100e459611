import { Inject, Injectable } from '@nestjs/common';
import type { Bounds } from '../../../platform/access/caller';
import { ClickHouse } from '../../../platform/clickhouse/clickhouse';
import { SETTINGS } from '../../../platform/config/config.module';
import type { Settings } from '../../../platform/config/settings';
import { RulesInForce } from '../../../platform/rules/rules-in-force';
import { isAccountWithin } from '../../measures/stats/list-bounds';

@Injectable()
export class AccountList {
  constructor(
    private readonly clickhouse: ClickHouse,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
  ) {}

  /** The {@link names} within bounds, as the rules call them; those called the same have their own name beside it. */
  async labelled(bounds: Bounds): Promise<{ readonly value: string; readonly label: string }[]> {
    const { accounts, teams } = this.rules.current;
    const within = (await this.names()).filter((name) => isAccountWithin(name, bounds, teams));
    const called = within.map((value) => ({
      value,
      label: accounts.get(value)?.name ?? value,
    }));
    return called.map(({ value, label }) => {
      const isAlone = called.filter((other) => other.label === label).length === 1;
      return { value, label: isAlone ? label : `${label} (${value})` };
    });
  }

  /** The accounts that are set up, and those that have events from earlier; sorted. */
  async names(): Promise<string[]> {
    const rows = await this.clickhouse.query<{ account: string }>('queries/accounts');
    return [...new Set([...this.settings.accounts.keys(), ...rows.map((row) => row.account)])].sort();
  }
}
