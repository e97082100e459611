import type { ClickHouseClient } from '@clickhouse/client';
import { startBuiltService } from '../support/built-service';
import { clickhouseIn } from '../support/clickhouse-client';
import { ServiceApi } from '../support/service-api';
import type { Workshop } from '../support/workshop';
import { checkColumns, checkCounts } from './check-generated';
import { measureCountingDelay } from './counting-delay';
import type { CountingDelay } from './counting-delay';
import { DataFolder } from './data-folder';
import { diskUse, storedDeliveries } from './disk-use';
import type { DiskUse } from './disk-use';
import { measureFirstView } from './first-view';
import type { FirstView } from './first-view';
import { askForRollUp, generateDeliveries } from './generate-deliveries';
import type { Generated } from './generate-deliveries';
import { measureQuestions } from './measure-questions';
import type { Answered } from './measure-questions';
import { measureRollUpCost } from './roll-up-cost';
import { writeRules } from './rules';
import { multiply } from './multiply';
import { waitForFacets } from './wait-for-facets';
import { waitForMerges } from './wait-for-merges';
import { waitForRollUp } from './wait-for-roll-up';

export interface QueryOptions {
  /** For how many each delivery stands, once what was generated is rolled up. */
  readonly times: number;
  /** How often the service is asked each question. */
  readonly rounds: number;
  /** Where data directories are left for the next time; `undefined`: they are removed. */
  readonly keep: string | undefined;
  /** Whether it is measured how soon a delivery is counted. */
  readonly fresh?: true;
  /** Whether it is measured how soon the page shows something. */
  readonly page?: true;
  /** Whether the account has working hours and teams. */
  readonly rules: boolean;
}

/** What was seen with so many deliveries stored. */
export interface SizeMeasured {
  readonly generated: Generated;
  /** For how many each delivery stands. */
  readonly times: number;
  /** Deliveries that were stored when the disk was looked at, those of an earlier benchmark included. */
  readonly stored: number;
  /** Deliveries per second; `undefined` where an earlier benchmark had them rolled up. */
  readonly rollUpRate: number | undefined;
  readonly disk: DiskUse;
  readonly answers: readonly Answered[];
  readonly freshPassSeconds: number;
  readonly delay: CountingDelay | undefined;
  readonly firstView: FirstView | undefined;
}

/**
 * Starts the service on a data directory with about so many deliveries, and measures it.
 * @throws BenchError when the service does not count what was generated
 */
export async function measureSize(
  workshop: Workshop,
  deliveries: number,
  { times, rounds, keep, fresh, page, rules }: QueryOptions,
): Promise<SizeMeasured> {
  const folder = await DataFolder.open(
    workshop,
    keep,
    times === 1 ? `${deliveries}` : `${deliveries}x${times}`,
  );
  // The log says how long each pass took.
  const settings = { LOG_LEVEL: 'debug', ...(rules ? await writeRules(folder.path) : {}) };
  const service = await startBuiltService(workshop, folder.dataDir, [], settings);
  const api = new ServiceApi(service);
  // In a kept directory the first pass may have hours of work.
  await service.probe.until(
    'started',
    ({ lastRollupAt, eventsPending }) => lastRollupAt !== null || eventsPending > 0,
  );
  const client = clickhouseIn(folder.dataDir);
  try {
    const generated = folder.generated ?? (await generateInto(folder, client, deliveries));
    const rollUpRate = await waitForRollUp(api);
    await checkCounts(client, api, generated);
    await waitForFacets(client);
    if (times !== (generated.times ?? 1)) {
      await multiply(client, times);
      await folder.note({ ...generated, times });
      await checkCounts(client, api, generated);
    }
    const [stored, disk] = [await storedDeliveries(client), await diskUse(client)];
    await waitForMerges(client);
    const answers = await measureQuestions(client, api, generated, rounds);
    const firstView = page ? await measureFirstView(service) : undefined;
    const freshPassSeconds = await measureRollUpCost(client, service);
    const delay = fresh ? await measureCountingDelay(api, service.origin) : undefined;
    await checkCounts(client, api, { ...generated, untilMs: Date.now() });
    return { generated, times, stored, rollUpRate, disk, answers, freshPassSeconds, delay, firstView };
  } finally {
    await client.close();
    await workshop.stop(service.program);
    await folder.close();
  }
}

async function generateInto(
  folder: DataFolder,
  client: ClickHouseClient,
  deliveries: number,
): Promise<Generated> {
  const generated = await generateDeliveries(client, deliveries);
  await checkColumns(client);
  await askForRollUp(client, generated);
  await folder.note(generated);
  return generated;
}
