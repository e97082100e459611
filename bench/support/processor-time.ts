import { readdirSync, readFileSync } from 'node:fs';

/** Linux tells times in hundredths of a second. */
const TICKS_PER_SECOND = 100;

/** Processor seconds that a process and its children have used since their start, all threads, user and system. */
export function processorSeconds(pid: number): number {
  let ticks = 0;
  for (const entry of readdirSync('/proc')) {
    const times = /^\d+$/.test(entry) ? timesOf(entry) : undefined;
    if (times && (Number(entry) === pid || times.parent === pid)) ticks += times.ticks;
  }
  return ticks / TICKS_PER_SECOND;
}

/** `undefined` for a process that has just ended. */
function timesOf(pid: string): { parent: number; ticks: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name, in parentheses, may hold anything; the state follows it.
    const [, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(parent), ticks: Number(rest[9]) + Number(rest[10]) };
  } catch {
    return undefined;
  }
}
