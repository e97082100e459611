import { setTimeout as sleep } from 'node:timers/promises';
import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { Turn } from '../lease/turn';
import type { Computing } from './computing';
import { FacetSums } from './facet-sums';

const ANSWERS: Readonly<Record<string, readonly object[]>> = {
  'facets/due': [{ day: '2026-03-02', facts: '5000' }],
  'facets/count_outdated': [{ sums: '0' }],
  'facets/sizes': [{ day: '2026-03-02', facet: 'page', sums: '10' }],
};
const clickhouse = { query: (name: string) => Promise.resolve(ANSWERS[name]) } as unknown as ClickHouse;
const turn = { nextVersion: () => 1n, command: () => sleep(100) } as unknown as Turn;

describe('Summing up by facets', () => {
  it('says how long it took, so that it rests as long, but not how long others had the turn', async () => {
    const othersMs = 1_000;
    const inTurn = async <T>(work: (turn: Turn) => Promise<T>): Promise<T> => {
      await sleep(othersMs);
      return work(turn);
    };
    const startedAt = performance.now();
    const took = (await new FacetSums(clickhouse, { inTurn } as unknown as Computing).sumUpSome()) ?? 0;
    const elapsed = performance.now() - startedAt;
    expect(took).toBeGreaterThan(150);
    expect(elapsed - took).toBeGreaterThan(othersMs - 50);
  });
});
