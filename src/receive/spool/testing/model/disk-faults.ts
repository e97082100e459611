import { systemError } from '../faulty-files';
import type { Operation } from '../faulty-files';

/** What goes wrong, with which files, and how often. */
export interface DiskFault {
  readonly operations: readonly Operation[];
  readonly outcome: 'EIO' | 'ENOSPC' | 'short';
  /** Only with files whose names end like this; `''` means all. */
  readonly files: string;
  /** Infinity: until it is repaired. */
  readonly times: number;
}

/** The faults that are there at the moment. */
export class DiskFaults {
  /** Something failed at some time. */
  hasStruck = false;
  private present: { readonly fault: DiskFault; left: number }[] = [];

  add(fault: DiskFault): void {
    this.present.push({ fault, left: fault.times });
  }

  /** @returns the error to fail with, or `'short'` for a write of fewer bytes than given. */
  strike(operation: Operation, file: string): Error | 'short' | undefined {
    const found = this.present.find(
      ({ fault, left }) => left > 0 && fault.operations.includes(operation) && file.endsWith(fault.files),
    );
    if (found === undefined) return undefined;
    found.left -= 1;
    this.hasStruck = true;
    const { outcome } = found.fault;
    return outcome === 'short' ? outcome : systemError(outcome);
  }

  repair(): void {
    this.present = [];
  }
}
