import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ClickHouseClient } from '@clickhouse/client';
import type { BuiltService } from '../support/built-service';
import { rowsOf } from '../support/clickhouse-client';
import { memoryBytes, processesOfService, processorSeconds } from '../support/processes';
import type { ServiceApi } from '../support/service-api';
import type { ControlGroup } from './control-group';

/** The service at one moment. Sizes in bytes. */
export interface Sample {
  /** Since it was limited. */
  readonly seconds: number;
  readonly pids: readonly number[];
  /** Resident memory of each of these processes. */
  readonly resident: readonly number[];
  /** Of the control group. */
  readonly memory: number;
  readonly anonymous: number;
  readonly peak: number;
  readonly killed: number;
  readonly throttledSeconds: number;
  /** Used since the start. */
  readonly processorSeconds: number;
  readonly openFiles: number;
  readonly spool: number;
  readonly clickhouse: number;
  readonly parts: number;
  readonly accepted: number;
  /** Stored, and not counted yet. */
  readonly pending: number;
}

export interface Sampled {
  readonly service: BuiltService;
  readonly dataDir: string;
  readonly group: ControlGroup;
  readonly client: ClickHouseClient;
  readonly api: ServiceApi;
}

export async function takeSample(
  { service, dataDir, group, client, api }: Sampled,
  seconds: number,
  accepted: number,
): Promise<Sample> {
  const { supervisor, receiver, answering, clickhouse } = processesOfService(service.program.pid);
  const pids = [supervisor, receiver, answering, clickhouse];
  const { freshness } = await api.ask<{ freshness: { eventsPending: number } }>(
    '{ freshness { eventsPending } }',
  );
  const [row] = await rowsOf<{ parts: string }>(
    client,
    'SELECT count() AS parts FROM system.parts WHERE active',
  );
  const { bytes, anonymousBytes, peakBytes, killed, throttledSeconds } = group.usage();
  return {
    seconds: Math.round(seconds),
    pids,
    resident: pids.map(memoryBytes),
    memory: bytes,
    anonymous: anonymousBytes,
    peak: peakBytes,
    killed,
    throttledSeconds,
    processorSeconds: processorSeconds(service.program.pid),
    openFiles: pids.reduce((sum, pid) => sum + readdirSync(`/proc/${pid}/fd`).length, 0),
    spool: diskBytes(join(dataDir, 'spool')),
    clickhouse: diskBytes(join(dataDir, 'clickhouse')),
    parts: Number(row?.parts ?? 0),
    accepted,
    pending: freshness.eventsPending,
  };
}

/** As `du` has it; files that go meanwhile are left out. */
function diskBytes(folder: string): number {
  const { stdout } = spawnSync('du', ['-s', '--block-size=1', folder], { encoding: 'utf8' });
  return Number.parseInt(stdout, 10);
}
