import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastBackup } from '../../platform/data-directory/last-backup';
import { noteBackup } from './last-backup';

describe('The note of the last backup', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'last-backup-'));
  });
  afterEach(() => {
    rmSync(dataDir, { recursive: true });
  });

  it('says of the latest one when it was made and where it is, readable by its owner only', async () => {
    expect(await lastBackup(dataDir)).toBeUndefined();
    const first = { id: 'a', directory: '/backups', madeAtMs: 1_767_225_600_123, bytes: 1 };
    await noteBackup(dataDir, first);
    expect(await lastBackup(dataDir)).toEqual(first);
    const second = { ...first, id: 'b', madeAtMs: 1_767_312_000_000 };
    await noteBackup(dataDir, second);
    expect(await lastBackup(dataDir)).toEqual(second);
    expect(statSync(join(dataDir, 'last-backup.json')).mode & 0o777).toBe(0o600);
  });

  it.each(['', '{"id":', '{"id":"a","directory":"/b","madeAt":"yesterday","bytes":1}'])(
    'counts as none where it is damaged: %s',
    async (text) => {
      writeFileSync(join(dataDir, 'last-backup.json'), text);
      expect(await lastBackup(dataDir)).toBeUndefined();
    },
  );
});
