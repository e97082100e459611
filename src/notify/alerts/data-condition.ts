import type { AlertCondition } from '../../platform/rules/alert-rules';
import { figureText } from '../notices/figure-text';
import { lengthText } from '../notices/length-text';
import { soIf } from './finding';
import type { Finding, PageLinks } from './finding';

type Condition = Extract<AlertCondition, { kind: 'data' }>;

/** How far the numbers are, and how whole. */
export interface DataState {
  /** By how much they are behind, in milliseconds; `null`: nothing was ever counted, as of a service that begins. */
  readonly behindMs: number | null;
  /** `null`: nothing was compared. */
  readonly coverage: number | null;
  /** Deliveries of the last seven days. */
  readonly notUnderstood: number;
  /** The account with the smallest share of operator messages linked to chats; `undefined`: of none is it known. */
  readonly linked: { readonly account: string; readonly share: number } | undefined;
  /** When a delivery was last refused, in milliseconds; `null`: never since the start; `undefined`: not known. */
  readonly lastRefusedAt: number | null | undefined;
  /** Milliseconds. */
  readonly now: number;
}

/** So long after the last refusal it is over. In milliseconds. */
const REFUSED_FOR = 10 * 60_000;

export function findData(
  { lateMs, coverageBelow }: Condition,
  { behindMs, coverage, notUnderstood, linked, lastRefusedAt, now }: DataState,
  links: PageLinks,
): Finding[] {
  const finding = (
    about: string,
    isSo: boolean | undefined,
    title: string,
    titleWhenOver: string,
    text: string,
  ): Finding => ({
    ...{ about, found: isSo === undefined ? ('no data' as const) : soIf(isSo) },
    say: () => ({
      ...{ title, titleWhenOver, text: [text], figures: [] },
      links: links.to('Open the page'),
      data: {
        behindSeconds: behindMs === null ? null : Math.round(behindMs / 1000),
        coverage,
        notUnderstood,
        linked: linked?.share ?? null,
        lastRefusedAt: lastRefusedAt == null ? null : new Date(lastRefusedAt).toISOString(),
      },
    }),
  });
  return [
    finding(
      'late',
      behindMs === null ? undefined : behindMs > lateMs,
      `the numbers are ${lengthText(behindMs ?? 0)} behind`,
      'the numbers are up to date again',
      'Deliveries are received and kept, and are counted as soon as this is over. Until then no other alert of numbers is judged.',
    ),
    finding(
      'coverage',
      coverage !== null && coverage < coverageBelow,
      `only ${figureText(coverage, 'ratio')} of the last seven days came by webhook`,
      `${figureText(coverage, 'ratio')} of the last seven days came by webhook`,
      "SignalZen's API knows of events that no webhook has brought. Look which webhooks are set up in SignalZen, and whether they were switched off.",
    ),
    finding(
      'not understood',
      notUnderstood > 0,
      notUnderstood === 1
        ? '1 delivery of the last seven days could not be read'
        : `${notUnderstood.toLocaleString('en-US')} deliveries of the last seven days could not be read`,
      'all deliveries of the last seven days could be read',
      'They are kept as they came, and count in no number. SignalZen may send something new: look for a newer version of this service.',
    ),
    finding(
      'refused',
      lastRefusedAt === undefined ? undefined : lastRefusedAt !== null && now - lastRefusedAt < REFUSED_FOR,
      'deliveries were refused, and may be lost',
      'no deliveries have been refused for 10 minutes',
      'SignalZen may not send them again. The log says why: most often the disk is full, or ClickHouse has been away for too long.',
    ),
    finding(
      'unlinked',
      linked === undefined ? undefined : linked.share < coverageBelow,
      `only ${figureText(linked?.share ?? null, 'ratio')} of the operator messages of ${linked?.account ?? ''} are linked to their chats`,
      `${figureText(linked?.share ?? null, 'ratio')} of the operator messages of ${linked?.account ?? ''} are linked to their chats`,
      "Of the last seven whole days. Response times lack what is not linked. The service looks it up in SignalZen's API: the log says what hinders it, or SIGNALZEN_API_RATE is too low.",
    ),
  ];
}
