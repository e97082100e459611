import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sendDeliveries } from '../../../simulator/delivery/send-deliveries';
import { untilRolledUp } from '../../support/graphql-client';
import { RunningService, SECRET, temporaryDataDir } from '../../support/running-service';
import { deliveriesOfWorld } from './shared-world';
import type { MadeUpWorld } from './shared-world';

/** Rules of the made-up team, whose operators have the ids 1, 2, … */
const RULES = `
schedules:
  office:
    zone: UTC
    week:
      monday: 07:00-19:00
      tuesday: 07:00-19:00
      wednesday: 07:00-19:00
      thursday: 07:00-19:00
      friday: 07:00-17:00
      saturday: 10:00-14:00
targets:
  answered soon: { measure: FIRST_RESPONSE, within: 5m, clock: WORKING, goal: 0.8 }
  each reply: { measure: REPLY, within: 10m, clock: WORKING, goal: 0.9 }
  closed in a day: { measure: CLOSURE, within: 24h, goal: 0.95 }
goals: { csatRate: 0.8 }
teams:
  first line: { operators: [1, 2] }
  second line: { operators: [2, 3, 4] }
accounts:
  default: { schedule: office, chatLink: 'https://console.example/chats/{chatId}' }
# Nobody takes mails there.
mail: { host: 127.0.0.1, port: 9, security: none, from: figures@example.com }
channels:
  leads: { email: ann@example.com }
alerts:
  too long: { waiting: { longerThan: 1m, clock: CALENDAR }, to: leads }
`;

/** A service that has counted a made-up world. */
export interface SeededService {
  readonly service: RunningService;
  /** Stops it and removes its data. */
  stop(): Promise<void>;
}

/**
 * Starts the built service, and sends it a world in which every message names its chat.
 * @param framingHost a page that may show a share link in a frame
 */
export async function startSeededService(world: MadeUpWorld, framingHost?: string): Promise<SeededService> {
  const dataDir = await temporaryDataDir();
  const file = join(dataDir.path, 'analytics.yaml');
  const embed = framingHost === undefined ? '' : `access: { embed: { hosts: ['${framingHost}'] } }\n`;
  await writeFile(file, RULES + embed);
  const service = await RunningService.start({
    dataDir: dataDir.path,
    environment: { CONFIG_FILE: file, GRAPHIQL: 'on' },
  });
  const stop = async (): Promise<void> => {
    await service.stop();
    await dataDir.remove();
  };
  try {
    await sendDeliveries(deliveriesOfWorld(world), {
      url: new URL('/webhooks/signalzen', service.url),
      secretOf: () => SECRET,
    });
    await untilRolledUp(service.url);
    return { service, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
