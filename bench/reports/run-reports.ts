import { startBuiltService } from '../support/built-service';
import { BenchError } from '../support/bench-error';
import { clickhouseIn } from '../support/clickhouse-client';
import { megabytes, whole } from '../support/figures';
import { memoryBytes, processesOfService } from '../support/processes';
import { table } from '../support/table';
import { Workshop } from '../support/workshop';
import { generateEpisodes } from './generate-episodes';
import { measureDownload } from './measure-download';
import type { Downloaded } from './measure-download';

export interface ReportsOptions {
  readonly episodes: number;
  /** Where the data directory is made. */
  readonly dir: string;
}

/**
 * Downloads long reports, and prints how long they took and what memory.
 * @throws BenchError when one does not have all rows
 */
export async function runReports({ episodes, dir }: ReportsOptions): Promise<void> {
  const workshop = await Workshop.open(dir);
  const interrupt = () => void workshop.interrupt();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    const dataDir = await workshop.newFolder('reports');
    const service = await startBuiltService(workshop, dataDir);
    await service.probe.until('started', ({ lastRollupAt }) => lastRollupAt !== null);
    const client = clickhouseIn(dataDir);
    console.error(`generating ${whole(episodes)} episodes …`);
    const { from, to } = await generateEpisodes(client, episodes);
    await client.close();
    const range = `from=${from.toISOString()}&to=${to.toISOString()}`;
    const { answering, clickhouse } = processesOfService(service.program.pid);
    const memory = memoryBytes(answering);
    const downloads: Downloaded[] = [];
    for (const [url, gzip] of [
      [`/reports/episodes.csv?${range}`, false],
      [`/reports/episodes.ndjson?${range}`, false],
      [`/reports/episodes.csv?${range}`, true],
      [`/reports/episodes.csv?${range}&operator=3`, false],
      [`/reports/ratings.csv?${range}`, false],
    ] as const) {
      console.error(`downloading ${url} …`);
      downloads.push(await measureDownload(service, [answering, clickhouse], url, gzip));
    }
    if (downloads[0]?.rows !== episodes) {
      throw new BenchError(`There are ${episodes} episodes, and ${downloads[0]?.rows ?? 0} rows.`);
    }
    console.log(
      `The process that answers had ${megabytes(memory)} in memory before.\n\n${tableOf(downloads)}`,
    );
  } catch (error) {
    throw workshop.isInterrupted ? new BenchError('The benchmark was stopped.') : error;
  } finally {
    await workshop.close();
  }
}

function tableOf(downloads: readonly Downloaded[]): string {
  return table([
    ['report', 'rows', 'size', 'first byte', 'whole', 'process, peak', 'ClickHouse, peak'],
    ...downloads.map((one) => [
      nameOf(one),
      whole(one.rows),
      megabytes(one.bytes),
      `${one.firstByteSeconds.toFixed(2)} s`,
      `${one.seconds.toFixed(1)} s`,
      megabytes(one.servicePeakBytes),
      megabytes(one.clickhousePeakBytes),
    ]),
  ]);
}

function nameOf({ url, gzip }: Downloaded): string {
  const { pathname, searchParams } = new URL(url, 'http://service');
  const operator = searchParams.get('operator');
  return `${pathname.replace('/reports/', '')}${operator === null ? '' : ', one operator'}${gzip ? ', gzip' : ''}`;
}
