import type { AlertCondition } from '../../platform/rules/alert-rules';
import { lengthText } from '../notices/length-text';
import { soIf } from './finding';
import type { Finding, PageLinks } from './finding';

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
const WEEKS = 8;
/** Of fewer weeks nobody knows what is usual. */
const MIN_WEEKS = 3;
/**
 * So many contacts must be missing. By chance alone none at all of seven comes about once in a thousand times; contacts
 * come in clusters, so that it is somewhat more often.
 */
const MISSED = 7;

type Condition = Extract<AlertCondition, { kind: 'silence' }>;

/** How many contacts an account usually has, by hour of the week, of the weeks that it has a history of. */
export class UsualContacts {
  private readonly sums = new Map<number, number>();
  readonly weeks: number;

  /** @param hours starts of hours, in milliseconds, with their contacts @param now in milliseconds */
  constructor(hours: readonly { readonly hour: number; readonly contacts: number }[], now: number) {
    for (const { hour, contacts } of hours) {
      const slot = slotOf(hour);
      this.sums.set(slot, (this.sums.get(slot) ?? 0) + contacts);
    }
    const first = Math.min(now, ...hours.map(({ hour }) => hour));
    this.weeks = Math.min(WEEKS, Math.floor((now - first) / WEEK_MS));
  }

  /** How many are usual in a time, in milliseconds. */
  expected(from: number, to: number): number {
    if (this.weeks === 0) return 0;
    let expected = 0;
    for (let hour = Math.floor(from / HOUR_MS) * HOUR_MS; hour < to; hour += HOUR_MS) {
      const share = (Math.min(to, hour + HOUR_MS) - Math.max(from, hour)) / HOUR_MS;
      expected += (share * (this.sums.get(slotOf(hour)) ?? 0)) / this.weeks;
    }
    return expected;
  }
}

/** An account that has been silent for longer than this is not looked at: its widget is gone, or it is on holiday. */
const MAX_LOOK_MS = 2 * WEEK_MS;

/** @param lastMs when anything came last */
export function findSilence(
  { atLeastMs }: Condition,
  account: string,
  { lastMs, now, usual }: { readonly lastMs: number; readonly now: number; readonly usual: UsualContacts },
  links: PageLinks,
): Finding {
  const silentMs = now - lastMs;
  const isKnown = usual.weeks >= MIN_WEEKS && silentMs <= MAX_LOOK_MS;
  const expected = isKnown ? usual.expected(lastMs, now) : 0;
  return {
    about: account,
    found: soIf(silentMs >= atLeastMs && expected >= MISSED),
    say: () => ({
      title: `nothing has come from SignalZen for ${lengthText(silentMs)} (${account})`,
      titleWhenOver: `events come from SignalZen again (${account})`,
      text: [
        `In these hours of the week about ${Math.floor(expected).toLocaleString('en-US')} contacts would be usual, by the last ${usual.weeks} weeks. Either the webhooks do not reach this service, or visitors cannot reach your chat.`,
      ],
      figures: [],
      links: links.to('Open the page'),
      data: {
        account,
        window: { from: new Date(lastMs), to: new Date(now) },
        silentSeconds: Math.round(silentMs / 1000),
        expectedContacts: Math.round(expected * 10) / 10,
      },
    }),
  };
}

function slotOf(hour: number): number {
  return Math.floor(hour / HOUR_MS) % (7 * 24);
}
