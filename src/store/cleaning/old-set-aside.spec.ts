import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rejectedName } from '../drain/rejected-name';
import { cleanOldSetAside } from './old-set-aside';

const SINCE = Date.UTC(2026, 5, 1);
const kept = (...accounts: string[]) => accounts.map((account) => ({ account, textsSince: new Date(SINCE) }));

describe('what a receiver has set aside', () => {
  let dataDir: string;
  const rejected = (account: string, receivedAt: number, body: string): string => {
    const record = {
      segmentId: 7n,
      sequence: 1,
      receivedAt,
      account,
      occurrence: 0n,
      body: Buffer.from(body),
    };
    const path = join(dataDir, 'rejected', rejectedName(record));
    writeFileSync(path, body);
    return path;
  };
  const quarantined = (name: string, at: number): string => {
    const path = join(dataDir, 'spool', 'quarantine', name);
    writeFileSync(path, 'bytes of somebody');
    utimesSync(path, at / 1000, at / 1000);
    return path;
  };
  const textOf = (path: string): string => readFileSync(path, 'utf8');

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'set-aside-'));
    mkdirSync(join(dataDir, 'rejected'));
    mkdirSync(join(dataDir, 'spool', 'quarantine'), { recursive: true });
  });

  afterEach(() => {
    rmSync(dataDir, { recursive: true });
  });

  it('is emptied where it is older than texts of its account are kept, whatever it is', async () => {
    const old = rejected('default', SINCE - 1, '{"data":{"id":11,"email":"ada@lovelace.example"}}');
    const plain = rejected('default', SINCE - 2, 'plain text');
    const young = rejected('default', SINCE, 'young');
    const others = rejected('shop', SINCE - 1, 'of an account that keeps everything');
    const cleaned = await cleanOldSetAside({ dataDir, accounts: ['default', 'shop'] }, kept('default'));
    expect(cleaned).toHaveLength(2);
    expect([old, plain, young, others].map(textOf)).toEqual(['', '', 'young', textOf(others)]);
    expect(textOf(others)).not.toBe('');
  });

  it('is emptied of bytes that nobody can attribute when those of no account are kept any longer', async () => {
    const [old, young] = [quarantined('a.bytes', SINCE - 1000), quarantined('b.bytes', SINCE + 1000)];
    const receiver = { dataDir, accounts: ['default', 'shop'] };
    expect(await cleanOldSetAside(receiver, kept('default'))).toEqual([]);
    expect(textOf(old)).not.toBe('');
    expect(await cleanOldSetAside(receiver, kept('default', 'shop'))).toEqual([
      { place: 'quarantine', name: 'a.bytes', deliveries: 1 },
    ]);
    expect([textOf(old), textOf(young)]).toEqual(['', 'bytes of somebody']);
    expect(await cleanOldSetAside(receiver, kept('default', 'shop'))).toEqual([]);
  });
});
