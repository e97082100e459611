import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where distributions put libfaketime. */
export const FAKETIME_LIBRARIES = [
  '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1',
  '/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1',
  '/usr/lib64/faketime/libfaketimeMT.so.1',
  '/usr/lib/faketime/libfaketimeMT.so.1',
];

/** A wall clock that jumps while the service runs. Times measured with the monotonic clock go on as ever. */
export class FakeClock {
  private readonly file: string;

  constructor(private readonly folder: string) {
    this.file = join(folder, 'clock');
    this.jump(0);
  }

  /** To be given to the service. */
  get environment(): Record<string, string> {
    return {
      LD_PRELOAD: FAKETIME_LIBRARIES.find((library) => existsSync(library)) ?? '',
      FAKETIME_TIMESTAMP_FILE: this.file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    };
  }

  /** From now on the clock is so many seconds from the true time. */
  jump(seconds: number): void {
    const next = join(this.folder, 'clock.next');
    writeFileSync(next, `${seconds < 0 ? '-' : '+'}${Math.abs(seconds)}\n`);
    renameSync(next, this.file);
  }
}
