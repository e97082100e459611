import { ApiCounters } from '../api-counters';
import type { ApiLimits } from '../api-limits';
import { RequestPace } from '../request-pace';
import { SignalZenApi } from '../signalzen-api';
import { PlayedSignalZen } from './played-signalzen';
import { VirtualClock } from './virtual-clock';

/** A client of the played SignalZen, with what belongs to it, on a clock that waits for nobody. */
export class PlayedAccount {
  readonly clock = new VirtualClock();
  readonly counters = new ApiCounters();
  readonly api: SignalZenApi;

  constructor(
    readonly server: PlayedSignalZen,
    options: {
      readonly account?: string;
      readonly secrets?: readonly string[];
      readonly limits?: Partial<ApiLimits>;
      readonly url?: URL;
      readonly requestsPerSecond?: number;
    } = {},
  ) {
    const { account = 'shop', secrets = ['the-secret'], limits = {}, url = server.url } = options;
    const { clock, counters } = this;
    const pace = new RequestPace(options.requestsPerSecond ?? 1000, clock);
    this.api = new SignalZenApi({ account, secrets, limits, url, pace, clock, counters });
  }
}
