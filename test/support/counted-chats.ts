import { measuresPerBucket } from '../reference/buckets';
import { historiesOf } from '../reference/history';
import { partsOf } from './chat-in-parts';
import { dataOf } from './graphql-client';
import type { RunningService } from './running-service';
import { post } from './signalzen-sender';
import { SELECTION, statsOf } from './stats-of-reference';
import { untilTrue } from './until-true';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 2, 2);
const HOURS = 48;
const iso = (time: number) => new Date(time).toISOString();
const RANGE = `from: "${iso(START)}", to: "${iso(START + HOURS * HOUR)}"`;

/** Made-up chats that are sent in three parts, and what they are to be counted as. */
export class CountedChats {
  readonly #accepted: Buffer[] = [];

  /** @param part 0, 1 or 2, of each chat from `first` to `last` */
  async send(
    part: number,
    [first, last]: readonly [number, number],
    ...services: RunningService[]
  ): Promise<void> {
    for (let chat = first; chat <= last; chat += 1) {
      for (const body of partsOf(chat)[part] ?? []) {
        const bytes = Buffer.from(JSON.stringify(body));
        for (const service of services)
          expect((await post(`${service.url}/webhooks/signalzen`, bytes)).status).toBe(200);
        this.#accepted.push(bytes);
      }
    }
  }

  get sent(): number {
    return this.#accepted.length;
  }

  /** What a service answers, once it has computed all. */
  async answerOf(service: RunningService): Promise<object> {
    await untilTrue('everything computed', async () => {
      const { freshness } = await dataOf<{ freshness: { eventsOnDisk: number; eventsPending: number } }>(
        service.url,
        '{ freshness { eventsOnDisk eventsPending } }',
      ).catch(() => ({ freshness: { eventsOnDisk: 1, eventsPending: 1 } }));
      return freshness.eventsOnDisk === 0 && freshness.eventsPending === 0;
    });
    return this.statsNow(service);
  }

  statsNow(service: RunningService): Promise<object> {
    return dataOf<object>(service.url, `{ stats(${RANGE}, granularity: HOUR) { time ${SELECTION} } }`);
  }

  /** What the reference counts of all that was accepted. */
  reference(): object {
    const received = this.#accepted.map((body) => ({ account: 'default', body, receivedAt: Date.now() }));
    const history = historiesOf(received).get('default');
    if (history === undefined) throw new Error('nothing was sent');
    const edges = Array.from({ length: HOURS + 1 }, (_, hour) => START + hour * HOUR);
    const stats = measuresPerBucket(history, edges).map((measures, hour) => ({
      time: iso(edges[hour] ?? 0),
      ...statsOf(measures),
    }));
    return { stats };
  }
}
