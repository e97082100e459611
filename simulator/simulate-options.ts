import { Command, Option } from 'commander';
import { fraction, pastInstant, port, positive, webAddress, whole } from '../src/operate/cli/option-values';
import { commandLine } from '../src/platform/command-line';
import { STORY_NAMES } from './stories/stories';
import type { StoryName } from './stories/stories';

export interface SimulateOptions {
  /** `undefined`: where the service listens by its settings. */
  url?: URL;
  account?: string;
  intoExistingData?: boolean;
  forget?: boolean;
  yes?: boolean;
  chats: number;
  days: number;
  seed?: number;
  idOffset?: number;
  operators: number;
  until?: number;
  webhooks: boolean;
  duplicates: number;
  reorder?: boolean;
  reorderWindow?: number;
  late: number;
  lose: number;
  loseKinds: 'messages' | 'all';
  concurrency: number;
  rate?: number;
  /** `true`: on the default port. */
  serveApi?: number | true;
  api429: number;
  api500: number;
  apiReset: number;
  apiStuck: number;
  apiSlow: number;
  apiShift?: boolean;
  apiGone: number;
  apiMissing: number;
  apiLimit?: number;
  story?: StoryName;
  verify: boolean;
  verifyWithin?: number;
  quiet?: boolean;
}

export const DEFAULT_API_PORT = 4600;

/** The command line of the simulator, with its help. */
export function simulateCommand(): Command {
  return new Command('simulate')
    .description('Plays SignalZen against a running service, and checks what the service then counts.')
    .optionsGroup('The service:')
    .option('--url <url>', "URL of the service's webhook (default: by HOST and PORT)", webAddress)
    .option('--account <name>', 'account whose secret signs; checked alone (default: the first configured)')
    .option('--into-existing-data', 'also where the account has data of its own, among which it stays')
    .optionsGroup('Afterwards:')
    .option(
      '--forget',
      'send nothing: remove all that the simulator ever sent, from DATA_DIR or CLICKHOUSE_URL',
    )
    .option('--yes', 'remove it; without it, only show what would be removed')
    .optionsGroup('The world:')
    .option('--chats <n>', 'visitors', whole, 500)
    .option('--days <n>', 'days of simulated time', whole, 30)
    .option(
      '--seed <n>',
      'the same seed and --until give the same world (default: another each second)',
      whole,
    )
    .option(
      '--id-offset <n>',
      'visitors and messages get ids above this (default: follows from the seed)',
      whole,
    )
    .option('--operators <n>', 'people of the support team', whole, 4)
    .option('--until <iso>', 'end of the simulated time, not in the future (default: now)', pastInstant)
    .addOption(
      new Option('--story <name>', 'play what an alert tells of, instead of a world: docs/alerts.md').choices(
        STORY_NAMES,
      ),
    )
    .optionsGroup('The webhooks:')
    .option('--duplicates <fraction>', 'share of deliveries sent twice, 0 to 1', fraction, 0)
    .option('--reorder', 'send in any order')
    .option('--reorder-window <n>', 'send up to so many places from the right order', whole)
    .option('--late <fraction>', 'share of deliveries sent after all others', fraction, 0)
    .option('--lose <fraction>', 'share of deliveries never sent', fraction, 0)
    .addOption(
      new Option('--lose-kinds <kinds>', 'messages: of new messages and new users alone; all: of every event')
        .choices(['messages', 'all'])
        .default('messages'),
    )
    .option('--concurrency <n>', 'deliveries under way at once', positive, 16)
    .option('--rate <n>', 'deliveries a second (default: as fast as it goes)', positive)
    .option('--no-webhooks', 'send nothing: the world is known from the API alone')
    .optionsGroup("SignalZen's API:")
    .option(
      '--serve-api [port]',
      `answer as SignalZen's API does, on 127.0.0.1, until Ctrl-C (port: ${DEFAULT_API_PORT}; 0: any)`,
      port,
    )
    .option('--api-429 <fraction>', 'share of requests that are answered 429', fraction, 0)
    .option('--api-500 <fraction>', 'share of requests answered 500 or 503', fraction, 0)
    .option('--api-reset <fraction>', 'share of requests whose connection is reset', fraction, 0)
    .option('--api-stuck <fraction>', 'share of requests that are never answered, or only half', fraction, 0)
    .option('--api-slow <ms>', 'how long each answer takes', whole, 0)
    .option('--api-shift', 'lists change their order while they are read')
    .option(
      '--api-gone <fraction>',
      'share of users that are destroyed (410), without a webhook',
      fraction,
      0,
    )
    .option('--api-missing <fraction>', 'share of users that are unknown (404)', fraction, 0)
    .option('--api-limit <n>', 'requests a second above which the answer is 429', positive)
    .optionsGroup('The result:')
    .option(
      '--verify-within <seconds>',
      'time for the service to count (default: 30; with the API 300, and 1 for two visitors)',
      positive,
    )
    .option('--no-verify', 'do not ask GraphQL what the service counted')
    .option('--quiet', 'print the result only')
    .addHelpText('after', NOTES);
}

/** What makes sense beside another option alone ends the program where that is missing. */
export function refuseIncomplete(command: Command, { serveApi }: SimulateOptions): void {
  const isOfApi = (name: string) => name.startsWith('api') || name === 'webhooks';
  const ofApi = command.options.find(
    (option) =>
      isOfApi(option.attributeName()) && command.getOptionValueSource(option.attributeName()) === 'cli',
  );
  if (ofApi !== undefined && serveApi === undefined) {
    command.error(`error: ${ofApi.long ?? ofApi.flags} makes sense with --serve-api only`);
  }
}

const NOTES = `
Address, webhook secret and API token are read as the service reads them, from the environment and the file .env:
HOST and PORT, SIGNALZEN_API_SECRET (SIGNALZEN_API_SECRET_<ACCOUNT>) and API_TOKEN, else from what the service
generated in DATA_DIR.
Exits with 1 when the service refuses the deliveries, or counts something else than what happened.

As in SignalZen's webhooks, an operator's message names no chat. With --serve-api the service can ask for it:
start it with SIGNALZEN_API_URL=http://127.0.0.1:${DEFAULT_API_PORT}/external (the address is printed as well, and the
simulator waits for the service). By itself it reads the chats of the last two days; "${commandLine('backfill')}", with the
same setting, has it read all of them. Only with the API is compared what depends on that: first responses and answers,
replies, missed and unanswered episodes, the copilot's outcomes.

What is lost of new messages and new users (--lose), the API gives back. It cannot give back other events, such
as a close, a rating or a switch of the copilot (--lose-kinds all, --no-webhooks): these are not expected then,
and where a rating is lost, ratings are not compared.`;
