import { ApiRecords } from './api-records';

const bodies = (count: number) => Array.from({ length: count }, () => Buffer.from('{}'));
const placesOf = (records: ApiRecords, count: number) =>
  records.of('default', bodies(count), 0).map(({ segmentId, sequence }) => ({ segmentId, sequence }));

describe('records of what the API showed', () => {
  it('go on in one segment from call to call, which roll-ups compute in one go', () => {
    const records = new ApiRecords();
    const [first] = placesOf(records, 1);
    expect(placesOf(records, 2)).toEqual([
      { segmentId: first?.segmentId, sequence: 2 },
      { segmentId: first?.segmentId, sequence: 3 },
    ]);
  });

  it('begin another segment, above the last one, where one is full', () => {
    const records = new ApiRecords();
    const full = placesOf(records, 99_999)[0]?.segmentId ?? 0n;
    const [next] = placesOf(records, 2);
    expect(next?.sequence).toBe(1);
    expect((next?.segmentId ?? 0n) > full).toBe(true);
  });

  it('are of segments above those of every spool', () => {
    expect((placesOf(new ApiRecords(), 1)[0]?.segmentId ?? 0n) >> 63n).toBe(1n);
  });
});
