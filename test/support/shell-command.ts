import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export interface Shell {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** A command as somebody types it into a terminal, with all that it starts. */
export class ShellCommand {
  private readonly child: ChildProcess;
  private output = '';
  private listeners: (() => void)[] = [];

  constructor(
    private readonly command: string,
    { directory, environment }: Shell,
  ) {
    this.child = spawn('bash', ['-c', `set -e\n${command}`], {
      cwd: directory,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: Ctrl-C reaches all of it.
      detached: true,
    });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.output += chunk.toString();
        this.tell();
      });
    this.child.once('close', () => {
      this.tell();
    });
  }

  get said(): string {
    return this.output;
  }

  /** @throws Error if it ends before it says that */
  async says(text: string): Promise<void> {
    while (!this.output.includes(text)) {
      if (this.hasEnded) throw new Error(`"${this.command}" ended before it said "${text}":\n${this.output}`);
      await new Promise<void>((resolve) => this.listeners.push(resolve));
    }
  }

  /** @throws Error if it ends with another code than 0 */
  async succeeds(): Promise<string> {
    if (!this.hasEnded) await once(this.child, 'close');
    if (this.child.exitCode !== 0)
      throw new Error(`"${this.command}" ended with ${this.child.exitCode}:\n${this.output}`);
    return this.output;
  }

  /** Presses Ctrl-C, and waits for the end. */
  async interrupt(): Promise<void> {
    if (this.hasEnded) return;
    const closed = once(this.child, 'close');
    process.kill(-(this.child.pid ?? NaN), 'SIGINT');
    await closed;
  }

  private get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  private tell(): void {
    const listeners = this.listeners;
    this.listeners = [];
    for (const listener of listeners) listener();
  }
}
