import { whole } from '../support/figures';
import { table } from '../support/table';
import type { Shown } from './first-view';
import type { SizeMeasured } from './measure-size';
import type { Answered } from './measure-questions';
import { VARIANTS } from './questions';
import { FRESH_DELIVERIES } from './roll-up-cost';

/** What a person reads of one size. */
export function sizeReport(measured: SizeMeasured, rounds: number): string {
  const { generated, times, rollUpRate, answers, freshPassSeconds, delay, firstView } = measured;
  return [
    `${whole(generated.deliveries)} deliveries from ${dayOf(generated.fromMs)} to ${dayOf(generated.untilMs)}` +
      `${times === 1 ? '' : `, each standing for ${times}`}; the service counts what was generated`,
    rollUpRate === undefined
      ? 'rolled up before'
      : `rolled up at ${whole(rollUpRate)} deliveries/s, all at once`,
    `${whole(FRESH_DELIVERIES)} fresh deliveries are rolled up in ${freshPassSeconds.toFixed(2)} s (median of the passes)`,
    ...(delay
      ? [
          `At ${whole(delay.perSecond)} deliveries/s one is counted after ${delay.p50Seconds.toFixed(1)} s ` +
            `from its acknowledgement (p50), ${delay.p99Seconds.toFixed(1)} s (p99)`,
        ]
      : []),
    ...(firstView
      ? [
          `The page shows its key figures after ${inSeconds(firstView.figures)}, and everything after ${inSeconds(firstView.everything)}`,
        ]
      : []),
    '',
    table([
      [`questions, asked ${rounds} times`, 'rows', 'p50 ms', 'p95 ms', 'plain SQL ms', 'plain/service'],
      ...answers.map(answerRow),
    ]),
    ...answers.flatMap(remarks),
    '',
    table([['the same, beside it without: p50 ms, times as long', ...VARIANTS], ...answers.map(variantsRow)]),
    '',
    diskTable(measured),
  ].join('\n');
}

/** How what depends on the number of deliveries differs between the least and the most of them. */
export function comparisonOfSizes(sizes: readonly SizeMeasured[]): string {
  const [least, most] = [sizes[0], sizes.at(-1)];
  if (!least || !most) return '';
  const ratio = (value: (size: SizeMeasured) => number) => {
    const times = value(most) / value(least);
    return Number.isNaN(times) ? '–' : times.toFixed(2);
  };
  const rows = least.answers.map(({ label }, place) => [
    label,
    ratio(({ answers }) => {
      const service = answers[place]?.service;
      return typeof service === 'object' ? service.medianMs : NaN;
    }),
  ]);
  return table([
    [`${whole(most.generated.deliveries)} beside ${whole(least.generated.deliveries)} deliveries`, 'times'],
    [`rolling up ${whole(FRESH_DELIVERIES)} fresh ones`, ratio((size) => size.freshPassSeconds)],
    ...rows,
  ]);
}

function inSeconds({ medianMs, p95Ms }: Shown): string {
  return `${(medianMs / 1000).toFixed(2)} s (p50), ${(p95Ms / 1000).toFixed(2)} s (p95)`;
}

function answerRow({ label, service, plainSql }: Answered): string[] {
  const isAnswered = typeof service === 'object';
  const isCompared = isAnswered && typeof plainSql === 'object';
  return [
    label,
    isAnswered ? whole(service.rows) : '–',
    isAnswered ? service.medianMs.toFixed(1) : '–',
    isAnswered ? service.p95Ms.toFixed(1) : '–',
    typeof plainSql === 'object' ? whole(plainSql.medianMs) : '–',
    isCompared ? (plainSql.medianMs / service.medianMs).toFixed(1) : '–',
  ];
}

function variantsRow({ label, service }: Answered): string[] {
  const variants = typeof service === 'object' ? service.variants : {};
  const cells = VARIANTS.map((name) => {
    const { medianMs, times } = variants[name] ?? {};
    return medianMs === undefined || times === undefined
      ? '–'
      : `${medianMs.toFixed(1)}, ${times.toFixed(2)}`;
  });
  return [label, ...cells];
}

function remarks({ label, service, plainSql }: Answered): string[] {
  const said = [service, plainSql].filter((one) => typeof one === 'string');
  return said.map((remark) => `Note on ${label.slice(0, 1)}: ${remark}`);
}

function diskTable({ disk, stored }: SizeMeasured): string {
  const total = disk.reduce((sum, [, bytes]) => sum + bytes, 0);
  const row = (label: string, bytes: number) => [label, (bytes / stored).toFixed(1)];
  return table([
    ['on disk, merges not waited for', 'bytes/event'],
    ...disk.map(([label, bytes]) => row(label, bytes)),
    row('in all', total),
  ]);
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
