import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clusterOfEnvironment } from '../../support/test-cluster';
import { FAKETIME_LIBRARIES } from './fake-clock';

export type Need = 'a cluster' | 'faketime' | 'loop devices' | 'mounts' | 'prlimit' | 'strace';

const known = new Map<Need, boolean>();

/** Those of the needs that this machine, or this user, does not have. */
export function lackingOf(needs: readonly Need[]): Need[] {
  return needs.filter((need) => {
    const isThere = known.get(need) ?? isAvailable(need);
    known.set(need, isThere);
    return !isThere;
  });
}

function isAvailable(need: Need): boolean {
  switch (need) {
    case 'a cluster':
      return clusterOfEnvironment() !== undefined;
    case 'faketime':
      return FAKETIME_LIBRARIES.some((library) => existsSync(library));
    case 'loop devices':
      return (
        lackingOf(['mounts']).length === 0 && succeeds('losetup', '--find') && succeeds('mkfs.ext4', '-V')
      );
    case 'mounts':
      return canMount();
    case 'prlimit':
      return succeeds('prlimit', '--nofile', 'true');
    case 'strace':
      // It may be there and not be allowed to trace.
      return succeeds('strace', '-f', '-e', 'trace=none', 'true');
  }
}

function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'mount-'));
  const isMounted = succeeds('mount', '-t', 'tmpfs', 'tmpfs', folder);
  if (isMounted) spawnSync('umount', [folder]);
  rmdirSync(folder);
  return isMounted;
}

function succeeds(command: string, ...words: string[]): boolean {
  return spawnSync(command, words, { stdio: 'ignore' }).status === 0;
}
