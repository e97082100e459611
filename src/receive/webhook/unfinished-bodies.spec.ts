import { UnfinishedBodies } from './unfinished-bodies';
import type { UnfinishedBody } from './unfinished-bodies';

describe('UnfinishedBodies', () => {
  let bodies: UnfinishedBodies;
  let gone: string[];

  beforeEach(() => {
    bodies = new UnfinishedBodies(1000);
    gone = [];
  });

  function begin(name: string, bytes: number, address = name): UnfinishedBody {
    const body = bodies.begin(address, () => gone.push(name));
    body.grow(bytes);
    return body;
  }

  it('are all kept as long as they fit, to the last byte', () => {
    const last = begin('a', 400);
    begin('b', 600);
    expect(gone).toEqual([]);
    last.end();
    last.end();
    expect(bodies.bytes).toBe(600);
    expect(last.grow(1)).toBe(false);
    expect(bodies.bytes).toBe(600);
  });

  it('give way to others where their address takes most, the longest waiting of them first', () => {
    begin('slow 1', 300, 'many');
    begin('one', 350, 'one');
    begin('slow 2', 200, 'many');
    begin('slow 3', 100, 'many');
    const honest = begin('honest', 100, 'honest');
    expect(gone).toEqual(['slow 1']);
    expect(honest.grow(250)).toBe(true);
    expect(gone).toEqual(['slow 1']);
    expect(honest.grow(1)).toBe(true);
    expect(gone).toEqual(['slow 1', 'one']);
    expect(bodies.bytes).toBe(651);
  });

  it('give way by how long they wait where all come from one address, as through a proxy', () => {
    for (const name of ['1st', '2nd', '3rd', '4th']) begin(name, 250, 'proxy');
    begin('5th', 400, 'proxy');
    expect(gone).toEqual(['1st', '2nd']);
    expect(bodies.bytes).toBe(900);
  });

  it('give way by how long nothing came of them where every address takes the same', () => {
    begin('a', 250);
    const b = begin('b', 249);
    begin('c', 250);
    begin('d', 250);
    b.grow(1);
    begin('e', 200);
    begin('f', 200);
    expect(gone).toEqual(['a', 'c']);
  });

  it('give way themselves where nobody takes more', () => {
    begin('small', 10);
    const large = begin('large', 900);
    expect(large.grow(91)).toBe(false);
    expect(gone).toEqual(['large']);
    expect(bodies.bytes).toBe(10);
    expect(large.grow(1)).toBe(false);
  });

  it('find who takes most among thousands, whatever they did before', () => {
    const pool = new UnfinishedBodies(50_000_000);
    const given: number[] = [];
    const held = Array.from({ length: 5000 }, (_, index) => {
      const body = pool.begin(`address ${index}`, () => given.push(index));
      for (const bytes of [1, 10, 100, index]) body.grow(bytes);
      return body;
    });
    for (const [index, body] of held.entries()) if (index % 2 === 1) body.end();
    const honest = pool.begin('honest', () => given.push(-1));
    // A fifth more than the largest of the others: all that are nearly as large may have to go before.
    for (let bytes = 0; bytes < 5_999; bytes += 1) honest.grow(1);
    honest.grow(50_000_000 - pool.bytes);
    expect(given).toEqual([]);
    expect(honest.grow(1)).toBe(false);
    expect(given).toEqual([-1]);
  });
});
