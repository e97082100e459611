import { constants } from 'node:fs';
import { access, readdir, readFile, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Settings } from '../../platform/config/settings';
import { findingsOf } from './finding';
import type { Finding } from './finding';

const MEBIBYTE = 2 ** 20;
/** Above the limit at which deliveries are refused. */
const COMFORTABLE_BYTES = 2 ** 30;
/** Each sender takes one, and so does each file of the spool. */
const FEW_OPEN_FILES = 4096;
const OTHERS_MAY = 0o077;

/** Whether the data directory is there, can be written, is private, and has room. */
export async function checkDirectory({ dataDir, spool }: Settings): Promise<Finding[]> {
  const { ok, warn, fail } = findingsOf('directory');
  const found = await stat(dataDir).catch(() => undefined);
  if (found === undefined) {
    const parent = await nearestThere(dataDir);
    return (await mayWrite(parent))
      ? [ok(`${dataDir} is not there yet: the first start makes it`)]
      : [fail(`${dataDir} is not there, and this user may not make it in ${parent}: set DATA_DIR`)];
  }
  if (!found.isDirectory()) return [fail(`${dataDir} is no directory: move it away, or set DATA_DIR`)];
  if (!(await mayWrite(dataDir)))
    return [fail(`this user may not write to ${dataDir}: give it the directory (chown)`)];
  const { bavail, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  const room = `${Math.floor(free / MEBIBYTE)} MiB are free`;
  const findings: Finding[] = [];
  if (free < spool.minFreeBytes)
    findings.push(
      fail(`${room} for ${dataDir}, and deliveries are refused below SPOOL_MIN_FREE_BYTES: make room`),
    );
  else if (free < spool.minFreeBytes + COMFORTABLE_BYTES)
    findings.push(warn(`${room} for ${dataDir}, and below SPOOL_MIN_FREE_BYTES deliveries are refused`));
  if ((found.mode & OTHERS_MAY) !== 0)
    findings.push(warn(`others of this machine may look into ${dataDir}: chmod 700 ${dataDir}`));
  return findings.length > 0 ? findings : [ok(`${dataDir} can be written, and ${room}`)];
}

/** Deliveries that ClickHouse did not take as data. */
export async function checkRejected({ dataDir }: Settings): Promise<Finding[]> {
  const { ok, warn } = findingsOf('rejected');
  const folder = join(dataDir, 'rejected');
  const files = await readdir(folder).catch(() => []);
  if (files.length === 0) return [ok('ClickHouse has taken every delivery')];
  return [warn(`${files.length} deliveries are in no number, since ClickHouse refused them: see ${folder}`)];
}

/** @param pid of the service; `undefined`: it does not run, and this process has the limits that one would have */
export async function checkOpenFiles(pid: number | undefined): Promise<Finding[]> {
  const { ok, warn } = findingsOf('open files');
  const limits = await readFile(`/proc/${pid ?? 'self'}/limits`, 'utf8').catch(() => '');
  const [, soft] = /^Max open files\s+(\d+|unlimited)/m.exec(limits) ?? [];
  if (soft === undefined) return [ok('their limit is not known on this system')];
  if (soft === 'unlimited' || Number(soft) >= FEW_OPEN_FILES) return [ok(`up to ${soft}`)];
  return [
    warn(`only ${soft} may be open at once: raise the limit (ulimit -n 65536, LimitNOFILE= of systemd)`),
  ];
}

async function nearestThere(path: string): Promise<string> {
  const parent = dirname(path);
  return parent === path || (await stat(parent).catch(() => undefined)) ? parent : nearestThere(parent);
}

function mayWrite(path: string): Promise<boolean> {
  return access(path, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
}
