import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS } from '../../config/config.module';
import type { Settings } from '../../config/settings';
import { ApiCounters } from '../api/api-counters';
import { RequestPace } from '../api/request-pace';
import { SignalZenApi } from '../api/signalzen-api';

/** SignalZen's API for each account that has a secret of SignalZen's. All keep to one pace. */
@Injectable()
export class AccountApis {
  readonly counters = new ApiCounters();
  private readonly byAccount: ReadonlyMap<string, SignalZenApi>;

  constructor(@Inject(SETTINGS) { accounts, signalzenApi }: Settings) {
    const { isOn, url, requestsPerSecond } = signalzenApi;
    const pace = new RequestPace(requestsPerSecond);
    const askable = [...accounts].filter(([account]) => isOn && signalzenApi.accounts.includes(account));
    this.byAccount = new Map(
      askable.map(([account, secrets]) => {
        const access = { account, secrets, url, pace, counters: this.counters };
        return [account, new SignalZenApi(access)] as const;
      }),
    );
  }

  /** The names of the accounts that can be asked for: none when the API is switched off. */
  names(): string[] {
    return [...this.byAccount.keys()];
  }

  /** @throws RangeError for an account that cannot be asked for: a mistake in the program */
  of(account: string): SignalZenApi {
    const api = this.byAccount.get(account);
    if (api === undefined) throw new RangeError(`SignalZen cannot be asked for the account "${account}"`);
    return api;
  }
}
