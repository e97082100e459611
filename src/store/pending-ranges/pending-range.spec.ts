import fc from 'fast-check';
import { groupRanges } from './pending-range';
import type { PendingRange } from './pending-range';

const range = (
  segmentId: bigint,
  first: number,
  last: number,
  deliveries = last - first + 1,
): PendingRange => ({
  listing: `${segmentId}/${first}/${last}`,
  segmentId,
  firstSequence: BigInt(first),
  lastSequence: BigInt(last),
  deliveries,
});

/** Ranges in order, some of them within or across the one before, as two starts of a service leave them. */
const pending = fc
  .array(fc.record({ segment: fc.integer({ min: 1, max: 3 }), first: fc.nat(50), length: fc.nat(9) }))
  .map((rows) =>
    rows
      .map(({ segment, first, length }) => range(BigInt(segment), first, first + length))
      .sort((a, b) => Number(a.segmentId - b.segmentId) || Number(a.firstSequence - b.firstSequence)),
  );

describe('pending ranges', () => {
  it('are computed together, those of one segment as one', () => {
    const ranges = [range(1n, 1, 10), range(1n, 11, 15), range(2n, 3, 7)];
    expect(groupRanges(ranges, 100)).toEqual([
      {
        spans: [
          { segmentId: 1n, firstSequence: 1n, lastSequence: 15n },
          { segmentId: 2n, firstSequence: 3n, lastSequence: 7n },
        ],
        deliveries: 20,
        ranges,
      },
    ]);
  });

  it('are none when nothing waits', () => {
    expect(groupRanges([], 100)).toEqual([]);
  });

  it('reach to the end of the longest, also when a shorter one follows within it', () => {
    const [group] = groupRanges([range(1n, 1, 50), range(1n, 1, 10), range(1n, 5, 7)], 100);
    expect(group?.spans).toEqual([{ segmentId: 1n, firstSequence: 1n, lastSequence: 50n }]);
    expect(group?.deliveries).toBe(63);
  });

  it('are apart when they would be too many deliveries; the limit itself is allowed', () => {
    const ranges = [range(1n, 1, 60), range(1n, 61, 100), range(1n, 101, 101)];
    expect(groupRanges(ranges, 100).map(({ deliveries }) => deliveries)).toEqual([100, 1]);
  });

  it('are computed also when one alone is above the limit', () => {
    expect(groupRanges([range(1n, 1, 200)], 100)).toMatchObject([
      { spans: [{ lastSequence: 200n }], deliveries: 200 },
    ]);
  });

  it('are each in exactly one group, which covers them and is no larger than allowed', () => {
    fc.assert(
      fc.property(pending, fc.integer({ min: 1, max: 40 }), (ranges, most) => {
        const groups = groupRanges(ranges, most);
        expect(groups.flatMap((group) => group.ranges)).toEqual(ranges);
        for (const { spans, deliveries, ranges: own } of groups) {
          const segments = spans.map(({ segmentId }) => segmentId);
          expect([...new Set(segments)]).toEqual(segments);
          expect(own.length === 1 || deliveries <= most).toBe(true);
          expect(deliveries).toBe(own.reduce((total, one) => total + one.deliveries, 0));
          for (const one of own) {
            const span = spans.find(({ segmentId }) => segmentId === one.segmentId);
            expect(span !== undefined && one.firstSequence >= span.firstSequence).toBe(true);
            expect(span !== undefined && one.lastSequence <= span.lastSequence).toBe(true);
          }
        }
      }),
    );
  });
});
