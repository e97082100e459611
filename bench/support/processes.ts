import { readdirSync, readFileSync } from 'node:fs';
import { BenchError } from './bench-error';

/** Linux tells times in hundredths of a second. */
const TICKS_PER_SECOND = 100;

/** The processes of a running service. */
export interface ServiceProcesses {
  readonly supervisor: number;
  readonly receiver: number;
  /** Computes and answers. */
  readonly answering: number;
  /** The embedded ClickHouse. */
  readonly clickhouse: number;
}

/**
 * Processor seconds that a process, its children and theirs have used since their start, all threads, user and
 * system.
 */
export function processorSeconds(pid: number): number {
  const own = (statusOf(pid)?.ticks ?? 0) / TICKS_PER_SECOND;
  return childrenOf(pid).reduce((sum, child) => sum + processorSeconds(child), own);
}

/** @throws BenchError unless all of them are there */
export function processesOfService(supervisor: number): ServiceProcesses {
  const children = childrenOf(supervisor);
  const receiver = children.find((pid) => rolesOf(pid) === 'receive');
  const answering = children.find((pid) => rolesOf(pid) === 'work+serve');
  const [clickhouse] = receiver === undefined ? [] : childrenOf(receiver);
  if (receiver === undefined || answering === undefined || clickhouse === undefined)
    throw new BenchError('The service does not have all of its processes.');
  return { supervisor, receiver, answering, clickhouse };
}

/** Its last argument. */
function rolesOf(pid: number): string | undefined {
  return readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0').at(-2);
}

/** The processes that a process has started and that still run. */
export function childrenOf(pid: number): number[] {
  const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  return pids.map(Number).filter((other) => statusOf(other)?.parent === pid);
}

/** The bytes of a process that are in memory (resident set). */
export function memoryBytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
  return Number(kilobytes) * 1024;
}

/** The same, but what it shares with other processes (programs, libraries) as a share of its own: such may be added. */
export function ownMemoryBytes(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'))?.[1];
  return Number(kilobytes) * 1024;
}

/** `undefined` for a process that has just ended. */
function statusOf(pid: number): { parent: number; ticks: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name, in parentheses, may hold anything; the state follows it.
    const [, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(parent), ticks: Number(rest[9]) + Number(rest[10]) };
  } catch {
    return undefined;
  }
}
