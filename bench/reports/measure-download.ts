import { BenchError } from '../support/bench-error';
import type { BuiltService } from '../support/built-service';
import { forgetPeakMemory, peakMemoryBytes } from '../support/peak-memory';

/** One report, read to its end as fast as it came. */
export interface Downloaded {
  readonly url: string;
  readonly gzip: boolean;
  readonly rows: number;
  /** Decompressed. */
  readonly bytes: number;
  readonly firstByteSeconds: number;
  readonly seconds: number;
  readonly servicePeakBytes: number;
  readonly clickhousePeakBytes: number;
}

const NEW_LINE = 0x0a;

/** @param url of CSV or NDJSON, whose rows are lines; the header of CSV is not counted */
export async function measureDownload(
  service: BuiltService,
  pids: readonly [answering: number, clickhouse: number],
  url: string,
  gzip: boolean,
): Promise<Downloaded> {
  for (const pid of pids) forgetPeakMemory(pid);
  const startedAt = performance.now();
  const response = await fetch(service.origin + url, {
    headers: {
      authorization: `Bearer ${service.token}`,
      'accept-encoding': gzip ? 'gzip' : 'identity',
    },
  });
  if (response.status !== 200 || response.body === null) {
    throw new BenchError(`${url} was answered with ${response.status}: ${await response.text()}`);
  }
  let [rows, bytes, firstByteAt] = [url.includes('.csv') ? -1 : 0, 0, 0];
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    firstByteAt ||= performance.now();
    bytes += chunk.length;
    for (const byte of chunk) if (byte === NEW_LINE) rows += 1;
  }
  const [servicePeakBytes, clickhousePeakBytes] = pids.map(peakMemoryBytes) as [number, number];
  return {
    ...{ url, gzip, rows, bytes, servicePeakBytes, clickhousePeakBytes },
    firstByteSeconds: (firstByteAt - startedAt) / 1000,
    seconds: (performance.now() - startedAt) / 1000,
  };
}
