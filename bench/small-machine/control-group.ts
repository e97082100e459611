import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BenchError } from '../support/bench-error';

const ROOT = '/sys/fs/cgroup';
const PERIOD_US = 100_000;

export interface Limits {
  /** Of everything that its processes bring into memory, pages of files included; no swap on top. */
  readonly memoryBytes: number;
  /** Such as 1 or 0.5. */
  readonly processors: number;
}

export interface Usage {
  readonly bytes: number;
  readonly peakBytes: number;
  /** What cannot be dropped: memory of processes that is no page of a file. */
  readonly anonymousBytes: number;
  /** Processes that Linux killed for lack of memory. */
  readonly killed: number;
  /** Seconds for which processes waited because their share of the processor was used up. */
  readonly throttledSeconds: number;
}

/** Processes that Linux holds to what a small machine has. */
export abstract class ControlGroup {
  /** @throws BenchError where this machine lets nobody set such limits, and for anybody but root */
  static open(name: string, limits: Limits): ControlGroup {
    const isSecond = existsSync(join(ROOT, 'cgroup.controllers'));
    try {
      return isSecond ? SecondVersion.make(name, limits) : FirstVersion.make(name, limits);
    } catch (error) {
      throw new BenchError(
        `No limits can be set here: it takes root, and control groups with "cpu" and "memory" (${String(error)}).`,
      );
    }
  }

  protected constructor(
    /** Whatever writes its process id into these is limited, with all that it starts. */
    readonly members: readonly string[],
    private readonly folders: readonly string[],
  ) {}

  abstract usage(): Usage;

  /** Once all of its processes have ended. */
  close(): void {
    for (const folder of this.folders) rmdirSync(folder);
  }
}

class FirstVersion extends ControlGroup {
  private constructor(
    private readonly memory: string,
    private readonly cpu: string,
  ) {
    super([join(memory, 'cgroup.procs'), join(cpu, 'cgroup.procs')], [memory, cpu]);
  }

  static make(name: string, { memoryBytes, processors }: Limits): ControlGroup {
    const [memory, cpu] = [join(ROOT, 'memory', name), join(ROOT, 'cpu', name)];
    mkdirSync(memory);
    mkdirSync(cpu);
    write(memory, 'memory.limit_in_bytes', memoryBytes);
    // Where Linux counts swap, it is limited together with memory.
    if (existsSync(join(memory, 'memory.memsw.limit_in_bytes')))
      write(memory, 'memory.memsw.limit_in_bytes', memoryBytes);
    write(cpu, 'cpu.cfs_period_us', PERIOD_US);
    write(cpu, 'cpu.cfs_quota_us', Math.round(PERIOD_US * processors));
    return new FirstVersion(memory, cpu);
  }

  usage(): Usage {
    return {
      bytes: Number(read(this.memory, 'memory.usage_in_bytes')),
      peakBytes: Number(read(this.memory, 'memory.max_usage_in_bytes')),
      anonymousBytes: numberIn(read(this.memory, 'memory.stat'), 'total_rss'),
      killed: numberIn(read(this.memory, 'memory.oom_control'), 'oom_kill'),
      throttledSeconds: numberIn(read(this.cpu, 'cpu.stat'), 'throttled_time') / 1e9,
    };
  }
}

class SecondVersion extends ControlGroup {
  private constructor(private readonly folder: string) {
    super([join(folder, 'cgroup.procs')], [folder]);
  }

  static make(name: string, { memoryBytes, processors }: Limits): ControlGroup {
    const folder = join(ROOT, name);
    write(ROOT, 'cgroup.subtree_control', '+cpu +memory');
    mkdirSync(folder);
    write(folder, 'memory.max', memoryBytes);
    if (existsSync(join(folder, 'memory.swap.max'))) write(folder, 'memory.swap.max', 0);
    write(folder, 'cpu.max', `${Math.round(PERIOD_US * processors)} ${PERIOD_US}`);
    return new SecondVersion(folder);
  }

  usage(): Usage {
    const bytes = Number(read(this.folder, 'memory.current'));
    const peak = join(this.folder, 'memory.peak');
    return {
      bytes,
      peakBytes: existsSync(peak) ? Number(readFileSync(peak, 'latin1')) : bytes,
      anonymousBytes: numberIn(read(this.folder, 'memory.stat'), 'anon'),
      killed: numberIn(read(this.folder, 'memory.events'), 'oom_kill'),
      throttledSeconds: numberIn(read(this.folder, 'cpu.stat'), 'throttled_usec') / 1e6,
    };
  }
}

function write(folder: string, file: string, value: number | string): void {
  writeFileSync(join(folder, file), String(value));
}

function read(folder: string, file: string): string {
  return readFileSync(join(folder, file), 'latin1');
}

function numberIn(text: string, name: string): number {
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  if (line === undefined) throw new BenchError(`Linux does not tell ${name}.`);
  return Number(line.slice(name.length + 1));
}
