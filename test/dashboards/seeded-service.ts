import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { arrangeDeliveries } from '../../simulator/delivery/arrange-deliveries';
import { deliveriesOf } from '../../simulator/delivery/deliveries';
import type { WorldDelivery } from '../../simulator/delivery/deliveries';
import { sendDeliveries } from '../../simulator/delivery/send-deliveries';
import { generateWorld } from '../../simulator/world/generate-world';
import type { World } from '../../simulator/world/model';
import { rangeOf } from '../../simulator/world/world-options';
import { historiesOf } from '../reference/history';
import type { History } from '../reference/history';
import type { ReferenceHours, ReferenceHoursFrom } from '../reference/working-time';
import { BI_PASSWORD } from '../support/embedded-access';
import { ODD_TEAM } from './tried-choices';
import { untilRolledUp } from '../support/graphql-client';
import { RunningService, SECRET, temporaryDataDir } from '../support/running-service';

/** Operators have the ids 1, 2, …; their teams are called what nobody has thought of. */
const RULES = `
schedules:
  office:
    zone: Europe/Berlin
    week:
      monday: 08:00-18:00
      tuesday: 08:00-18:00
      wednesday: 08:00-18:00
      thursday: 08:00-18:00
      friday: 08:00-18:00
targets:
  answered soon: { measure: FIRST_RESPONSE, within: 5m, clock: WORKING, goal: 0.8 }
  'each "reply"': { measure: REPLY, within: 10m, goal: 0.9 }
  closed in a day: { measure: CLOSURE, within: 24h, goal: 0.95 }
teams:
  first line: { operators: [1, 2] }
  '${ODD_TEAM.replaceAll("'", "''")}': { operators: [2, 3] }
accounts:
  default: { schedule: office }
`;

const DAY: readonly ReferenceHours[] = [['08:00', '18:00']];
/** The same for the reference. */
const OFFICE: ReferenceHoursFrom = {
  ...{ zone: 'Europe/Berlin', week: [DAY, DAY, DAY, DAY, DAY, [], []], days: {} },
};

export interface SeededOptions {
  /** Changes the world before it is told. */
  readonly change?: (world: World) => World;
  /** Further settings of the service. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Waited for before anything is sent. */
  readonly whileEmpty?: (serviceUrl: string) => Promise<unknown>;
}

/** A running service that holds a seeded world, in which each message names its chat, and a tenth came twice. */
export class SeededService {
  private constructor(
    readonly service: RunningService,
    /** Holds the whole world; UTC milliseconds. */
    readonly range: { readonly from: number; readonly to: number },
    /** What the reference makes of the same deliveries. */
    readonly history: History,
    private readonly dataDir: Awaited<ReturnType<typeof temporaryDataDir>>,
  ) {}

  /** @param chats how many, over 30 days that end in March 2026 */
  static async start(chats: number, options: SeededOptions = {}): Promise<SeededService> {
    const { change = (world) => world, environment = {}, whileEmpty } = options;
    const until = Date.UTC(2026, 2, 30, 17, 23, 45, 678);
    const world = change(generateWorld({ seed: 11, chats, days: 30, until }));
    const linked = deliveriesOf(world).map((delivery) => ({ ...delivery, body: withChat(delivery) }));
    const deliveries = arrangeDeliveries(linked, { duplicates: 0.1, reorder: 'all', seed: 3 });
    const dataDir = await temporaryDataDir();
    const rules = join(dataDir.path, 'analytics.yaml');
    await writeFile(rules, RULES);
    const service = await RunningService.start({
      ...{ dataDir: dataDir.path, environment: { BI_PASSWORD, CONFIG_FILE: rules, ...environment } },
    });
    await whileEmpty?.(service.url);
    const url = new URL('/webhooks/signalzen', service.url);
    await sendDeliveries(deliveries, { url, secretOf: () => SECRET });
    await untilRolledUp(service.url);
    const received = deliveries.map(({ account, body }) => ({ account, body, receivedAt: Date.now() }));
    const history = historiesOf(received, { schedules: { default: [[OFFICE]] } }).get('default') as History;
    return new SeededService(service, rangeOf(world.options), history, dataDir);
  }

  async stop(): Promise<void> {
    await this.service.stop();
    await this.dataDir.remove();
  }
}

function withChat({ happening, body }: WorldDelivery): Buffer {
  if (happening.eventType !== 'message.created') return body;
  const { data } = JSON.parse(body.toString()) as { data: object };
  const linked = { message: data, user: { id: happening.visitor.id } };
  return Buffer.from(JSON.stringify({ event_type: happening.eventType, data: linked }));
}
