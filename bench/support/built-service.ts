import { resolve } from 'node:path';
import { BENCH_SECRET, BENCH_TOKEN, START_WITHIN_MS } from './bench-defaults';
import { BenchError } from './bench-error';
import type { ChildProgram } from './child-program';
import { ServiceProbe } from './service-probe';
import type { Workshop } from './workshop';

const MAIN = resolve('dist/src/main.js');

/** The service as it is built, running and after its first roll-up. */
export interface BuiltService {
  readonly program: ChildProgram;
  readonly origin: string;
  readonly token: string;
  readonly probe: ServiceProbe;
}

/** Another copy of the service, or another way to run it. */
export interface OtherProgram {
  readonly command: readonly [string, ...string[]];
  readonly main: string;
}

/** Starts the service with its own embedded ClickHouse. */
export async function startBuiltService(
  workshop: Workshop,
  dataDir: string,
  nodeOptions: readonly string[] = [],
  settings: Readonly<Record<string, string>> = {},
  other?: OtherProgram,
): Promise<BuiltService> {
  const program = workshop.start({
    name: 'the service',
    ...(other && { command: other.command }),
    nodeArguments: [...nodeOptions, other?.main ?? MAIN, 'start'],
    environment: {
      PORT: '0',
      DATA_DIR: dataDir,
      SIGNALZEN_API_SECRET: BENCH_SECRET,
      SIGNALZEN_API: 'off',
      API_TOKEN: BENCH_TOKEN,
      ...settings,
    },
  });
  const origin = await program.says(originIn, START_WITHIN_MS);
  return { program, origin, token: BENCH_TOKEN, probe: new ServiceProbe(origin, BENCH_TOKEN) };
}

function originIn(line: string): string | undefined {
  if (!line.includes('"ready to receive"')) return undefined;
  const { graphql } = JSON.parse(line) as { graphql?: string };
  if (graphql === undefined) throw new BenchError(`The service does not say where its API is: ${line}`);
  return new URL(graphql).origin;
}
