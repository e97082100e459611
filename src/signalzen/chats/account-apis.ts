import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import { FileLock } from '../../platform/data-directory/file-lock';
import { ApiCounters } from '../api/api-counters';
import { RequestPace } from '../api/request-pace';
import { SignalZenApi } from '../api/signalzen-api';

const BETWEEN_LOOKS_MS = 500;

/**
 * SignalZen's API for each account that has a secret of SignalZen's. All keep to one pace; and only one process of a
 * data directory asks at a time, so that a service and a backfill beside it do not together ask more often.
 */
@Injectable()
export class AccountApis {
  readonly counters = new ApiCounters();
  private readonly pace: RequestPace;
  private readonly lockPath: string;
  private readonly byAccount: ReadonlyMap<string, SignalZenApi>;

  constructor(@Inject(SETTINGS) { accounts, dataDir, signalzenApi }: Settings) {
    const { url, requestsPerSecond } = signalzenApi;
    const pace = new RequestPace(requestsPerSecond);
    const askable = [...accounts].filter(([account]) => signalzenApi.accounts.includes(account));
    this.pace = pace;
    this.lockPath = join(dataDir, 'signalzen-api.lock');
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

  /** Takes the right to ask. @returns `undefined` when another process has it */
  async tryTakeTurn(): Promise<FileLock | undefined> {
    const turn = await FileLock.tryTake(this.lockPath);
    if (turn !== undefined) this.pace.goOnAfterOthers();
    return turn;
  }

  /**
   * The same, waiting for it.
   * @param onWait called once when another process has it
   * @returns `undefined` when aborted
   */
  async takeTurn(signal: AbortSignal, onWait: () => void): Promise<FileLock | undefined> {
    for (let looks = 0; !signal.aborted; looks += 1) {
      const turn = await this.tryTakeTurn();
      if (turn !== undefined) return turn;
      if (looks === 0) onWait();
      await sleep(BETWEEN_LOOKS_MS, undefined, { signal }).catch(() => undefined);
    }
    return undefined;
  }
}
