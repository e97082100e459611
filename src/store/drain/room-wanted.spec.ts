import { NEAR_THE_FLOOR_BYTES, RoomWanted } from './room-wanted';

const LIMITS = { retentionBytes: 1_000, retentionMs: 60_000, minFreeBytes: 5_000 };
const PLENTY = LIMITS.minFreeBytes + NEAR_THE_FLOOR_BYTES;
const NOW = 1_770_000_000_000;
const YOUNG = { drainedAt: NOW - 59_999 };

describe('The room that kept segments must make', () => {
  it('is none while they are young, few, and the disk has room', () => {
    const room = new RoomWanted({ drainedBytes: 1_000, freeBytes: PLENTY }, LIMITS);
    expect(room.reasonToGo(YOUNG, NOW)).toBeUndefined();
  });

  it('is that of each one that is old enough', () => {
    const room = new RoomWanted({ drainedBytes: 0, freeBytes: PLENTY }, LIMITS);
    expect(room.reasonToGo({ drainedAt: NOW - 60_000 }, NOW)).toBe('age');
    expect(room.reasonToGo(YOUNG, NOW)).toBeUndefined();
  });

  it('is what they take above the budget, whatever room that makes', () => {
    const room = new RoomWanted({ drainedBytes: 1_500, freeBytes: PLENTY }, LIMITS);
    expect(room.reasonToGo(YOUNG, NOW)).toBe('budget');
    room.went(400, false);
    expect(room.reasonToGo(YOUNG, NOW)).toBe('budget');
    room.went(100, false);
    expect(room.reasonToGo(YOUNG, NOW)).toBeUndefined();
  });

  it('is what is short before the floor of free disk is reached, until that much is free', () => {
    const room = new RoomWanted({ drainedBytes: 900, freeBytes: PLENTY - 300 }, LIMITS);
    expect(room.reasonToGo(YOUNG, NOW)).toBe('disk');
    room.went(200, true);
    room.went(200, false);
    expect(room.reasonToGo(YOUNG, NOW)).toBe('disk');
    room.went(100, true);
    expect(room.reasonToGo(YOUNG, NOW)).toBeUndefined();
  });

  it('is not sought on a disk that moving does not free', () => {
    const room = new RoomWanted({ drainedBytes: 900, freeBytes: 0 }, LIMITS);
    room.giveUpOnTheDisk();
    expect(room.reasonToGo(YOUNG, NOW)).toBeUndefined();
  });
});
