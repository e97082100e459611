import { Command, InvalidArgumentError } from 'commander';
import { processEnvironment } from '../config/process-environment';
import { DEFAULT_ACCOUNT, readSettings } from '../config/read-settings';
import type { Settings } from '../config/settings';
import type { Simulation } from '../simulator/run-simulation';
import { runSimulation } from '../simulator/run-simulation';
import { SimulatorError } from '../simulator/simulator-error';
import { runCommand } from './run-command';

const VERIFY_WITHIN_MS = 30_000;

interface Options {
  url: URL;
  account?: string;
  chats: number;
  days: number;
  seed?: number;
  idOffset?: number;
  operators: number;
  duplicates: number;
  reorder?: boolean;
  reorderWindow?: number;
  concurrency: number;
  rate?: number;
  until?: number;
  quiet?: boolean;
  verify: boolean;
}

const command = new Command('simulate')
  .description('Plays SignalZen against a running service, and checks what the service then counts.')
  .option('--url <url>', "the service's webhook", url, new URL('http://127.0.0.1:3000/webhooks/signalzen'))
  .option('--account <name>', 'account whose secret signs; checked alone (default: the first configured)')
  .option('--chats <n>', 'visitors', whole, 500)
  .option('--days <n>', 'days of simulated time', whole, 30)
  .option('--seed <n>', 'the same seed and --until give the same world (default: another each second)', whole)
  .option(
    '--id-offset <n>',
    'visitors and messages get ids above this (default: follows from the seed)',
    whole,
  )
  .option('--operators <n>', 'people of the support team', whole, 4)
  .option('--duplicates <fraction>', 'share of deliveries sent twice, 0 to 1', fraction, 0)
  .option('--reorder', 'send in any order')
  .option('--reorder-window <n>', 'send up to so many places from the right order', whole)
  .option('--concurrency <n>', 'deliveries under way at once', positive, 16)
  .option('--rate <n>', 'deliveries a second (default: as fast as it goes)', positive)
  .option('--until <iso>', 'end of the simulated time, not in the future (default: now)', pastInstant)
  .option('--quiet', 'print the result only')
  .option('--no-verify', 'do not ask GraphQL what the service counted')
  .addHelpText(
    'after',
    `
The webhook secret and the API token are read as the service reads them: from SIGNALZEN_API_SECRET
(SIGNALZEN_API_SECRET_<ACCOUNT>) and API_TOKEN, else from what the service generated in DATA_DIR.
Exits with 1 when the service refuses the deliveries, or counts something else than what happened.`,
  );

function simulationOf(options: Options, settings: Settings): Simulation {
  const account = options.account ?? settings.accounts.keys().next().value ?? DEFAULT_ACCOUNT;
  const secret = settings.accounts.get(account)?.[0];
  const token = settings.apiTokens[0] ?? '';
  if (secret === undefined) {
    const known = [...settings.accounts.keys()].join(', ');
    throw new SimulatorError('ACCOUNT_UNKNOWN', `There is no account "${account}"; configured: ${known}.`);
  }
  const now = Date.now();
  const seed = options.seed ?? Math.floor(now / 1000);
  const { chats, days, operators, until = now, idOffset, concurrency, rate, duplicates } = options;
  return {
    world: {
      ...{ account, seed, chats, days, operators, until },
      ...(idOffset === undefined ? {} : { idOffset }),
      episodeIdleGapSeconds: settings.episodeIdleGapSeconds,
    },
    arrangement: { seed, duplicates, reorder: options.reorder ? 'all' : (options.reorderWindow ?? 0) },
    webhookUrl: options.url,
    secret,
    sending: { concurrency, rate },
    isQuiet: options.quiet ?? false,
    verification: options.verify
      ? {
          graphqlUrl: new URL('/graphql', options.url),
          token,
          account: options.account,
          within: VERIFY_WITHIN_MS,
        }
      : undefined,
  };
}

function whole(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

function positive(text: string): number {
  const value = whole(text);
  if (value === 0) throw new InvalidArgumentError('It must be 1 or more.');
  return value;
}

function fraction(text: string): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (!(value >= 0 && value <= 1)) throw new InvalidArgumentError('It must be from 0 to 1.');
  return value;
}

/** Later times would not be believed: the service takes the time of receipt instead. */
function pastInstant(text: string): number {
  const instant = Date.parse(text);
  if (Number.isNaN(instant))
    throw new InvalidArgumentError('It must be a time such as 2026-03-31T00:00:00Z.');
  if (instant > Date.now()) throw new InvalidArgumentError('It must not be in the future.');
  return instant;
}

function url(text: string): URL {
  const parsed = URL.canParse(text) ? new URL(text) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    throw new InvalidArgumentError('It must be an http or https address.');
  }
  return parsed;
}

const options = command.parse().opts<Options>();
runCommand(async () => {
  const simulation = simulationOf(options, readSettings(processEnvironment()));
  process.exitCode = (await runSimulation(simulation, process.stdout)) ? 0 : 1;
});
