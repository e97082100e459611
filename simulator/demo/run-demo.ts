import type { Screen } from '../../src/platform/terminal/progress-line';
import { webhookPathOfAccount } from '../../src/receive/webhook/webhook-path';
import { challengeWebhook } from '../delivery/challenge';
import type { WorldDelivery } from '../delivery/deliveries';
import { ProgressDisplay } from '../delivery/progress-display';
import { sendDeliveries } from '../delivery/send-deliveries';
import type { SendProgress } from '../delivery/send-deliveries';
import { DEMO_ACCOUNTS } from './demo-accounts';
import type { DemoDirectory } from './demo-directory';
import { addNotes } from './demo-notes';
import type { DemoService } from './demo-service';
import { demoDeliveriesOf, latestWeekFirst, liveDayOf, partByChat, yearOf } from './demo-worlds';
import type { Year } from './demo-worlds';
import { LiveFeed } from './live-feed';
import { MINUTE } from '../world/world-options';
import { commandLine } from '../../src/platform/command-line';

const ALREADY_LIVE_MS = 15 * MINUTE;
/** Of each account: so many deliveries are under way at once. */
const LANES = 24;

interface Demo {
  readonly directory: DemoDirectory;
  readonly service: DemoService;
  readonly year: Year;
  readonly screen: Screen;
}

/**
 * Fills the service of a demo with its year, unless that was done before, and goes on with chats as they come.
 * @throws SimulatorError
 */
export async function runDemo(demo: Demo, stop: AbortSignal): Promise<void> {
  const { directory, service, year, screen } = demo;
  const feed = new LiveFeed((deliveries) => send(demo, deliveries));
  if (!directory.state.isFilled) {
    const deliveries = DEMO_ACCOUNTS.flatMap((account) => demoDeliveriesOf(yearOf(account, year)));
    feed.add(deliveries.filter(({ at }) => at > year.until));
    await fill(demo, deliveries, stop);
    if (stop.aborted) return;
    await addNotes(service.origin, service.token, year.until);
    directory.isFilled();
  }
  const addDay = (from: number) => {
    // The same seed would tell of the same chats.
    const seed = Math.floor(from / 1000);
    feed.add(DEMO_ACCOUNTS.flatMap((account) => demoDeliveriesOf(liveDayOf(account, year, seed, from))));
  };
  // Some are waiting from the beginning.
  addDay(Date.now() - ALREADY_LIVE_MS);
  screen.write(`Chats go on coming in until Ctrl-C. "${commandLine('demo', '--clean')}" removes it all.\n`);
  await feed.run(stop, () => {
    addDay(Date.now());
  });
}

/** As SignalZen does: the challenge first, then the deliveries. */
async function fill(demo: Demo, deliveries: readonly WorldDelivery[], stop: AbortSignal): Promise<void> {
  const { directory, service, year, screen } = demo;
  const past = latestWeekFirst(
    deliveries.filter(({ at }) => at <= year.until),
    year.until,
  );
  for (const { name } of DEMO_ACCOUNTS) {
    await challengeWebhook(webhookOf(service, name), directory.state.secrets[name] ?? '');
  }
  const display = new ProgressDisplay(screen);
  const all: SendProgress[] = [];
  await send(demo, past, stop, (progress) => {
    if (!all.includes(progress)) all.push(progress);
    display.update(together(all, past.length));
  });
  display.finish(together(all, past.length));
}

/** Each account has a URL of its own; events of one chat come in their order. */
async function send(
  { directory, service }: Demo,
  deliveries: readonly WorldDelivery[],
  stop?: AbortSignal,
  onProgress?: (progress: SendProgress) => void,
): Promise<void> {
  await Promise.all(
    DEMO_ACCOUNTS.flatMap(({ name }) =>
      partByChat(
        deliveries.filter(({ account }) => account === name),
        LANES,
      ).map((lane) =>
        sendDeliveries(lane, {
          url: webhookOf(service, name),
          secretOf: () => directory.state.secrets[name] ?? '',
          concurrency: 1,
          stop,
          ...(onProgress && { onProgress }),
        }),
      ),
    ),
  );
}

function together(all: readonly SendProgress[], count: number): SendProgress {
  const sum = (of: 'accepted' | 'refused' | 'failed') => all.reduce((total, one) => total + one[of], 0);
  const accepted = sum('accepted');
  return { accepted, refused: sum('refused'), failed: sum('failed'), left: count - accepted };
}

function webhookOf({ origin }: DemoService, account: string): URL {
  return new URL(webhookPathOfAccount(account), origin);
}
