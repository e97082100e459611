import {
  drainedName,
  isUnfinishedName,
  parseDrainedName,
  parseSegmentName,
  preparingName,
  rewritingName,
  segmentName,
} from './segment-names';

const drained = {
  segmentId: 0x0fedcba987654321n,
  records: 12,
  firstSequence: 100,
  lastSequence: 111,
  latestReceivedAt: 1_760_000_000_000,
  drainedAt: 1_760_000_000_123,
};

describe('The name of a segment file', () => {
  it('tells its id, with leading zeros, so that names sort like ids', () => {
    expect(segmentName(255n)).toBe('00000000000000ff.segment');
    expect(parseSegmentName('00000000000000ff.segment')).toBe(255n);
  });

  it('tells everything the next start wants to know of a drained segment', () => {
    expect(parseDrainedName(drainedName(drained))).toEqual(drained);
  });

  it('is not read out of a file that is something else', () => {
    for (const name of ['quarantine', 'ff.segment', '00000000000000ff.segment~', preparingName(255n)]) {
      expect(parseSegmentName(name)).toBeUndefined();
      expect(parseDrainedName(name)).toBeUndefined();
    }
    expect(isUnfinishedName(preparingName(255n))).toBe(true);
    expect(isUnfinishedName(rewritingName(255n))).toBe(true);
    expect(isUnfinishedName(segmentName(255n))).toBe(false);
  });
});
