import { processEnvironment } from '../src/platform/config/process-environment';
import { DEFAULT_ACCOUNT, readSettings } from '../src/platform/config/read-settings';
import type { Settings } from '../src/platform/config/settings';
import type { StandInFaults } from './api/stand-in-faults';
import { runSimulation } from './run-simulation';
import { playStory } from './stories/play-story';
import type { StoryToPlay } from './stories/play-story';
import type { StoryName } from './stories/stories';
import type { ApiServing, Simulation, Verification } from './simulation';
import { SimulatorError } from './simulator-error';
import { webhookPathOfAccount } from '../src/receive/webhook/webhook-path';
import type { OwnAccount } from './verification/refuse-existing-data';
import { serviceAddress } from './service-address';
import type { SimulateOptions } from './simulate-options';
import { DEFAULT_API_PORT, refuseIncomplete, simulateCommand } from './simulate-options';

const VERIFY_WITHIN_SECONDS = 30;
/** Somebody starts a backfill meanwhile, which asks the API some times a second, for each chat at least once. */
const VERIFY_API_WITHIN_SECONDS = 300;
const VERIFY_API_SECONDS_PER_CHAT = 0.5;
/** A list of some hundred users is read in a few requests: some passes over it meet a shift, and some none. */
const SHIFTS_PER_REQUEST = 0.3;

export const command = simulateCommand().action(simulate);

/** @throws SimulatorError */
function accountOf(options: SimulateOptions, settings: Settings): { account: string; secret: string } {
  const account = options.account ?? settings.accounts.keys().next().value ?? DEFAULT_ACCOUNT;
  const secret = settings.accounts.get(account)?.[0];
  if (secret === undefined) {
    const known = [...settings.accounts.keys()].join(', ');
    throw new SimulatorError('ACCOUNT_UNKNOWN', `There is no account "${account}"; configured: ${known}.`);
  }
  return { account, secret };
}

function storyOf(options: SimulateOptions, name: StoryName, settings: Settings): StoryToPlay {
  const { account, secret } = accountOf(options, settings);
  return {
    ...{ name, account, secret, seed: options.seed ?? Math.floor(Date.now() / 1000) },
    webhookUrl: webhookOf(options, settings, account),
    untouched: untouchedOf(options, settings, account),
  };
}

function simulationOf(options: SimulateOptions, settings: Settings, stop: AbortSignal): Simulation {
  const { account, secret } = accountOf(options, settings);
  const now = Date.now();
  const seed = options.seed ?? Math.floor(now / 1000);
  const { chats, days, operators, until = now, idOffset, concurrency, rate, duplicates, late } = options;
  return {
    world: {
      ...{ account, seed, chats, days, operators, until },
      ...(idOffset === undefined ? {} : { idOffset }),
      episodeIdleGapSeconds: settings.episodeIdleGapSeconds,
      episodeTailSeconds: settings.episodeTailSeconds,
    },
    arrangement: { seed, duplicates, late, reorder: options.reorder ? 'all' : (options.reorderWindow ?? 0) },
    losses: options.webhooks ? { share: options.lose, kinds: options.loseKinds, seed } : 'all',
    webhookUrl: webhookOf(options, settings, account),
    secret,
    untouched: untouchedOf(options, settings, account),
    sending: { concurrency, rate },
    isQuiet: options.quiet ?? false,
    api: apiOf(options, stop),
    verification: options.verify ? verificationOf(options, settings) : undefined,
  };
}

function webhookOf({ url }: SimulateOptions, settings: Settings, account: string): URL {
  return url ?? new URL(webhookPathOfAccount(account), serviceAddress(settings));
}

/** SignalZen knows no secret that the first start made: whatever came with it was made up as well. */
function untouchedOf(options: SimulateOptions, settings: Settings, account: string): OwnAccount | undefined {
  if (options.intoExistingData === true || settings.generated.secret) return undefined;
  return { account, ...serviceApiOf(options, settings) };
}

function serviceApiOf(options: SimulateOptions, settings: Settings) {
  return {
    graphqlUrl: new URL('/graphql', options.url ?? serviceAddress(settings)),
    token: settings.apiTokens[0] ?? '',
  };
}

function apiOf(options: SimulateOptions, stop: AbortSignal): ApiServing | undefined {
  const { serveApi } = options;
  if (serveApi === undefined) return undefined;
  const faults: Partial<StandInFaults> = {
    refusedShare: options.api429,
    failedShare: options.api500,
    resetShare: options.apiReset,
    stuckShare: options.apiStuck,
    slowMs: options.apiSlow,
    shiftsPerRequest: options.apiShift ? SHIFTS_PER_REQUEST : 0,
    goneShare: options.apiGone,
    missingShare: options.apiMissing,
    requestsPerSecond: options.apiLimit,
  };
  return { port: serveApi === true ? DEFAULT_API_PORT : serveApi, faults, stop };
}

function verificationOf(options: SimulateOptions, settings: Settings): Verification {
  const { account, chats, serveApi } = options;
  const withApi = VERIFY_API_WITHIN_SECONDS + VERIFY_API_SECONDS_PER_CHAT * chats;
  const defaultSeconds = serveApi === undefined ? VERIFY_WITHIN_SECONDS : withApi;
  return {
    ...serviceApiOf(options, settings),
    account,
    within: 1000 * (options.verifyWithin ?? defaultSeconds),
  };
}

/** Whoever serves until a signal comes ends what it serves; a second signal ends it at once. */
function stopAtSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stop.abort();
    });
  }
  return stop.signal;
}

async function simulate(options: SimulateOptions): Promise<void> {
  if (options.forget === true) {
    // It needs the service's modules, which nothing else here does.
    const { forgetMadeUp } = await import('../src/operate/cli/forget-made-up.js');
    await forgetMadeUp(options.yes === true);
    return;
  }
  refuseIncomplete(command, options);
  if (options.story !== undefined) {
    await playStory(storyOf(options, options.story, readSettings(processEnvironment())), process.stdout);
    return;
  }
  const stop = options.serveApi === undefined ? new AbortController().signal : stopAtSignal();
  const simulation = simulationOf(options, readSettings(processEnvironment()), stop);
  process.exitCode = (await runSimulation(simulation, process.stdout)) ? 0 : 1;
  // What was interrupted may still wait for something.
  if (stop.aborted) process.exit();
}
