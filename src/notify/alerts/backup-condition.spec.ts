import { findBackup } from './backup-condition';
import { PageLinks } from './finding';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-29T12:00:00Z');
const find = (lastDays: number | undefined, firstReceivedMs = NOW - 20 * DAY) =>
  findBackup(
    { kind: 'backup', olderThanMs: 8 * DAY },
    {
      last:
        lastDays === undefined
          ? undefined
          : { id: 'a', directory: '/backups', madeAtMs: NOW - lastDays * DAY, bytes: 1 },
      ...{ firstReceivedMs, now: NOW },
    },
    new PageLinks(undefined),
  );

describe('A backup', () => {
  it('is missed when the last good one is too old, or there is none of what has come for as long', () => {
    expect([find(9), find(7), find(undefined), find(undefined, NOW - DAY), find(undefined, 0)]).toMatchObject(
      ['so', 'not so', 'so', 'not so', 'not so'].map((found) => ({ found })),
    );
    expect(find(9).say().title).toBe('the last good backup is 9 d old');
    expect(find(undefined).say()).toMatchObject({
      title: 'no backup has been made, and deliveries have come for 20 d',
      data: { lastBackupAt: null, olderThanSeconds: 691_200 },
    });
    // Nothing of where it stands leaves the machine.
    expect(JSON.stringify(find(9).say())).not.toContain('/backups');
  });
});
