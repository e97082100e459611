import { Inject, Injectable } from '@nestjs/common';
import type { Bounds } from '../../../platform/access/caller';
import { SETTINGS } from '../../../platform/config/config.module';
import type { Settings } from '../../../platform/config/settings';
import { RulesInForce } from '../../../platform/rules/rules-in-force';
import { isAccountWithin } from '../../measures/stats/list-bounds';
import { Asking } from '../../shards/asking';

@Injectable()
export class AccountList {
  constructor(
    private readonly asking: Asking,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
  ) {}

  /** The {@link names} within bounds, as the rules call them; those called the same have their own name beside it. */
  async labelled(bounds: Bounds): Promise<{ readonly value: string; readonly label: string }[]> {
    const { accounts, teams } = this.rules.current;
    const within = (await this.names(bounds.accounts)).filter((name) => isAccountWithin(name, bounds, teams));
    const called = within.map((value) => ({
      value,
      label: accounts.get(value)?.name ?? value,
    }));
    return called.map(({ value, label }) => {
      const isAlone = called.filter((other) => other.label === label).length === 1;
      return { value, label: isAlone ? label : `${label} (${value})` };
    });
  }

  /** Whether there are several accounts, set up or from earlier. */
  async areSeveral(): Promise<boolean> {
    return this.settings.accounts.size > 1 || (await this.names([])).length > 1;
  }

  /**
   * The accounts that are set up, and those that have events from earlier; sorted.
   * @param wanted which must be among them, if they have events; none: all must
   */
  async names(wanted: readonly string[]): Promise<string[]> {
    const rows = await this.asking.query<{ account: string }>('queries/accounts', wanted);
    return [...new Set([...this.settings.accounts.keys(), ...rows.map((row) => row.account)])].sort();
  }
}
