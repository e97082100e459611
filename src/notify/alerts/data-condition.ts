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
}

export function findData(
  { lateMs, coverageBelow }: Condition,
  { behindMs, coverage, notUnderstood }: DataState,
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
  ];
}
