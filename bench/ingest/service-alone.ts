import type { LoadResult } from '../load/load-orders';
import type { Workshop } from '../support/workshop';
import { measureReceiver } from './measure-receiver';
import type { LoadOptions, Measured } from './measure-receiver';
import { measureOutage } from './outage';
import type { Outage } from './outage';
import { startService } from './service-receiver';
import type { ServiceAftermath } from './service-receiver';

export interface ServiceAloneOptions extends LoadOptions {
  /** Seconds of full load in one go; 0 for none. */
  readonly sustain: number;
  /** Seconds of full load while ClickHouse stands still; 0 for none. */
  readonly outage: number;
}

/** What is measured of the service without anything to compare it with. */
export interface ServiceAlone {
  readonly half: LoadResult;
  readonly sustained: Measured<ServiceAftermath> | undefined;
  readonly outage: Outage | undefined;
}

/** More than is accepted while ClickHouse takes no processor time. */
const MORE_WITHOUT_CLICKHOUSE = 2;
const SOME_MORE = 1.3;

/** @param perSecond what the service took at most, by the rounds before */
export async function measureServiceAlone(
  workshop: Workshop,
  perSecond: number,
  { connections, seconds, sustain, outage }: ServiceAloneOptions,
): Promise<ServiceAlone> {
  const start = () => startService(workshop, []);
  const halfLoad = { connections, seconds, perSecond: Math.round(perSecond / 2) };
  console.error('half of the load …');
  const half = await measureReceiver(workshop, start, halfLoad.perSecond, halfLoad);
  if (sustain > 0) console.error(`full load for ${sustain} s …`);
  const maxPerSecond = Math.round(perSecond * SOME_MORE);
  const sustained =
    sustain > 0
      ? await measureReceiver(workshop, start, maxPerSecond, { connections, seconds: sustain })
      : undefined;
  if (outage > 0) console.error(`full load for ${outage} s while ClickHouse stands still …`);
  return {
    half: half.load,
    sustained,
    outage:
      outage > 0
        ? await measureOutage(workshop, Math.round(perSecond * MORE_WITHOUT_CLICKHOUSE), {
            connections,
            seconds: outage,
          })
        : undefined,
  };
}
