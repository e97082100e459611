import { StandInApi } from '../../simulator/api/stand-in-api';
import type { StandInFaults } from '../../simulator/api/stand-in-faults';
import { arrangeDeliveries } from '../../simulator/delivery/arrange-deliveries';
import { deliveriesOf } from '../../simulator/delivery/deliveries';
import type { WorldDelivery } from '../../simulator/delivery/deliveries';
import { loseDeliveries } from '../../simulator/delivery/lose-deliveries';
import { messageResource, userResource } from '../../simulator/delivery/resources';
import { generateWorld } from '../../simulator/world/generate-world';
import type { Visitor, World } from '../../simulator/world/model';
import type { WorldOptions } from '../../simulator/world/world-options';
import { cellsOf } from '../reference/cells';
import type { Question } from '../reference/cells';
import { historiesOf } from '../reference/history';
import type { History } from '../reference/history';
import { dataOf } from './graphql-client';
import { messageOfChat } from './message-of-chat';
import { SECRET } from './running-service';
import { ALL_SELECTION, allStatsOf, expectPercentiles, withoutPercentiles } from './stats-of-reference';
import { withChat } from './with-chat';

type Row = Record<string, unknown> & { time: string };
const HOUR = 3_600_000;
const iso = (time: number) => new Date(time).toISOString();

/**
 * A world whose operator messages name no chat, of which webhooks lose a part and bring a part twice, in any order;
 * an API that shows all of it; and the reference's reading of all of it, chats known.
 */
export class LinkedWorld {
  readonly world: World;
  readonly sent: readonly WorldDelivery[];
  readonly lost: readonly WorldDelivery[];
  readonly api: StandInApi;

  constructor(options: Partial<WorldOptions> & { until: number }, faults: Partial<StandInFaults>) {
    const world = generateWorld(options);
    // A destroyed chat cannot be read, so that nobody could link its messages afterwards.
    const chats = world.chats.filter(
      (chat) =>
        chat.happenings.every(({ eventType }) => eventType !== 'user.destroyed') &&
        !chat.messages.some(({ createdAt }) => becomesIdleSoon(createdAt)),
    );
    const happenings = new Set(chats.flatMap((chat) => chat.happenings));
    this.world = {
      ...world,
      chats,
      happenings: world.happenings.filter((happening) => happenings.has(happening)),
    };
    const { sent, lost } = loseDeliveries(deliveriesOf(this.world), { share: 0.05, kinds: 'messages' });
    this.sent = arrangeDeliveries(sent, { duplicates: 0.05, reorder: 'all' });
    this.lost = lost;
    this.api = new StandInApi(this.world, { secret: SECRET, faults });
  }

  /**
   * What the reference makes of the full world: each message with its chat, and the creation of every chat, for the
   * API knows also of those that began before the world does.
   */
  reference(): History {
    const bodies = [
      ...deliveriesOf(this.world).map(withChat),
      ...this.world.chats.map(({ visitor }) => creationOf(visitor)),
    ];
    return historyOf(bodies);
  }

  /** What the reference makes of what the API alone shows: creations, and messages with the rating they have last. */
  referenceOfApi(): History {
    const bodies = this.world.chats.flatMap(({ visitor, messages }) => [
      creationOf(visitor),
      ...messages.map((message) => messageOfChat(visitor.id, messageResource(message, message.rating))),
    ]);
    return historyOf(bodies);
  }

  /** Demands that every measure of the service is the reference's, cell by cell. */
  async expectEqual(
    serviceUrl: string,
    history: History,
    question: Question & { readonly as: string },
  ): Promise<void> {
    const { as, groupBy = [], edges } = question;
    const [from, to] = [edges[0] ?? 0, edges.at(-1) ?? 0];
    const groups = groupBy.map((dimension) => dimension.toUpperCase()).join(', ');
    const query = `{ stats(from: "${iso(from)}", to: "${iso(to)}", ${as}, groupBy: [${groups}], fill: false, limit: 100000)
      { time ${groupBy.join(' ')} ${ALL_SELECTION} } }`;
    const { stats } = await dataOf<{ stats: Row[] }>(serviceUrl, query);
    const cells = cellsOf(history, question);
    const expected = cells.map(({ time, group, measures }) => ({
      time: iso(time),
      ...group,
      ...allStatsOf(measures),
    }));
    expect(stats.map(withoutPercentiles)).toEqual(expected);
    for (const [index, { measures }] of cells.entries()) expectPercentiles(stats[index] ?? {}, measures);
  }
}

function historyOf(bodies: readonly Buffer[]): History {
  const receivedAt = Date.now();
  const received = bodies.map((body) => ({ account: 'default', receivedAt, body }));
  return historiesOf(received).get('default') as History;
}

function creationOf(visitor: Visitor): Buffer {
  return Buffer.from(JSON.stringify({ event_type: 'user.created', data: userResource(visitor) }));
}

/** Nothing may become idle while a test runs: the reference knows one moment only. */
function becomesIdleSoon(lastActivityAt: number): boolean {
  const age = Date.now() - lastActivityAt;
  return age > 23.5 * HOUR && age < 24.1 * HOUR;
}
