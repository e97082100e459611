import type { LoadResult } from '../load/load-orders';
import { whole } from '../support/figures';
import { median } from '../support/median';
import { table } from '../support/table';
import type { LoadOptions, Measured } from './measure-receiver';
import type { Round } from './run-ingest';
import { serviceAloneReport } from './service-alone-report';
import type { ServiceAlone } from './service-alone';
import type { ServiceAftermath } from './service-receiver';

const RECEIVERS = [
  ['bare', 'a  bare node:http, nothing kept'],
  ['service', 'b  this service, on disk'],
  ['handWritten', 'c  Express, one insert per event'],
] as const;

/** What a person reads: medians over the rounds. Ratios are taken within each round first. */
export function ingestReport(
  rounds: readonly Round[],
  alone: ServiceAlone,
  { connections, seconds }: LoadOptions,
): string {
  const services = rounds.map((round) => round.service);
  const bodyBytes = medianOf(services, ({ aftermath }) => aftermath.bodyBytes / aftermath.deliveries);
  return [
    `Signed message.created of ${whole(bodyBytes)} bytes, all different; ${connections} connections; ` +
      `medians of ${rounds.length} round(s) of ${seconds} s`,
    '',
    speeds(rounds),
    '',
    ratio('b/a', rounds, (round) => round.bare.load),
    ratio('b/c', rounds, (round) => round.handWritten.load),
    '',
    'b: everything acknowledged is in ClickHouse, once, byte for byte, in every round',
    drain(services),
    serviceAloneReport(alone),
    '',
    storage(services),
    ...warnings(rounds),
  ].join('\n');
}

function speeds(rounds: readonly Round[]): string {
  const rows = RECEIVERS.map(([name, label]) => {
    const measured = rounds.map((round) => round[name]);
    const loads = measured.map(({ load }) => load);
    return [
      label,
      whole(medianOf(loads, (load) => load.requestsPerSecond)),
      medianOf(loads, (load) => load.p50Ms).toFixed(2),
      medianOf(loads, (load) => load.p99Ms).toFixed(2),
      whole(medianOf(measured, (one) => (one.processorSeconds / one.load.acknowledged) * 1e6)),
      loads.map((load) => whole(load.requestsPerSecond)).join('  '),
    ];
  });
  return table([['', 'requests/s', 'p50 ms', 'p99 ms', 'CPU µs/event', 'requests/s in each round'], ...rows]);
}

function ratio(name: string, rounds: readonly Round[], other: (round: Round) => LoadResult): string {
  const ratios = rounds.map((round) => round.service.load.requestsPerSecond / other(round).requestsPerSecond);
  const [least, most] = [Math.min(...ratios), Math.max(...ratios)].map((value) => value.toFixed(2));
  return `${name}  ${median(ratios).toFixed(2)}   (${least ?? ''} to ${most ?? ''})`;
}

function drain(services: readonly Measured<ServiceAftermath>[]): string {
  const until = (pick: (aftermath: ServiceAftermath) => number) =>
    medianOf(services, ({ aftermath }) => pick(aftermath)).toFixed(1);
  return (
    `b: after the load, all was in ClickHouse in ${until((one) => one.drainSeconds)} s ` +
    `and in the roll-ups in ${until((one) => one.rollUpSeconds)} s`
  );
}

function storage(services: readonly Measured<ServiceAftermath>[]): string {
  const row = (label: string, pick: (aftermath: ServiceAftermath) => number) => [
    label,
    medianOf(services, ({ aftermath }) => pick(aftermath) / aftermath.deliveries).toFixed(1),
  ];
  return table([
    ['b: on disk', 'bytes/event'],
    row('body as sent', (one) => one.bodyBytes),
    row('spool', (one) => one.spoolBytes),
    row('deliveries_store', ({ storage }) => storage.deliveries_store),
    row('thread_events', ({ storage }) => storage.thread_events),
    row('facts + rollups', ({ storage }) => storage.facts + storage.rollups),
    row('thread_buckets', ({ storage }) => storage.thread_buckets),
  ]);
}

function warnings(rounds: readonly Round[]): string[] {
  const usedUp = RECEIVERS.filter(([name]) => rounds.some((round) => round[name].load.wasStockUsedUp));
  return usedUp.map(([, label]) => `Note: the prepared requests did not last the whole time for ${label}.`);
}

function medianOf<T>(things: readonly T[], value: (thing: T) => number): number {
  return median(things.map(value));
}
