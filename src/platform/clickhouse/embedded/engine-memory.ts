import { availableParallelism, totalmem } from 'node:os';
import { LEAST_CLICKHOUSE_MEMORY } from '../../config/environment';

const MEBIBYTE = 2 ** 20;
/** Each thread of a question has buffers of its own. */
const BYTES_FOR_A_THREAD = 256 * MEBIBYTE;

/** What the engine may use in all, and how it is shared out. All but the threads in bytes. */
export interface EngineMemory {
  readonly server: number;
  /** Of one statement of the service: what is stored meanwhile needs room, too. */
  readonly statement: number;
  /** Of all merges together: above it none begins. */
  readonly merges: number;
  /** The most that caches of files' marks and indexes grow to. */
  readonly caches: { readonly large: number; readonly small: number };
  /** Of one statement; `undefined`: one for each processor. */
  readonly threads: number | undefined;
}

/** Bytes of the machine, or of those that a container or a service of systemd may use. */
export function machineMemory(): number {
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(totalmem(), constrained) : totalmem();
}

/** Where nobody has said it: half, for the service itself and the files that the system has in memory need the rest. */
export function suitableMemory(machineBytes: number): number {
  return Math.max(LEAST_CLICKHOUSE_MEMORY, Math.floor(machineBytes / 2));
}

/** Shares out what the engine may use: from the least to any size. */
export function shareMemory(server: number, processors = availableParallelism()): EngineMemory {
  const threads = Math.max(1, Math.floor(server / BYTES_FOR_A_THREAD));
  return {
    server,
    statement: Math.floor(server * 0.75),
    merges: Math.floor(server / 2),
    caches: {
      large: Math.min(64 * MEBIBYTE, Math.floor(server / 16)),
      small: Math.min(16 * MEBIBYTE, Math.floor(server / 64)),
    },
    threads: threads < processors ? threads : undefined,
  };
}

/** For the log, in the unit of the setting. */
export function mebibytes(bytes: number): string {
  return `${Math.round(bytes / MEBIBYTE)}M`;
}
