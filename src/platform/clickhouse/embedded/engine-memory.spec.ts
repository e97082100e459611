import { totalmem } from 'node:os';
import { LEAST_CLICKHOUSE_MEMORY } from '../../config/environment';
import { machineMemory, shareMemory, suitableMemory } from './engine-memory';

const MEBIBYTE = 2 ** 20;
const GIBIBYTE = 2 ** 30;

describe('The memory of the embedded server', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it.each([
    ['of a container with less than the machine', GIBIBYTE, GIBIBYTE],
    ['of the machine where a control group sets no limit', 2 ** 64, totalmem()],
    ['of the machine where there is no control group', 0, totalmem()],
  ])('is shared with what a process may use: that %s', (_, constrained, expected) => {
    jest.spyOn(process, 'constrainedMemory').mockReturnValue(constrained);
    expect(machineMemory()).toBe(expected);
  });

  it('is half of that, unless it could not work then', () => {
    expect(suitableMemory(16 * GIBIBYTE)).toBe(8 * GIBIBYTE);
    expect(suitableMemory(GIBIBYTE)).toBe(512 * MEBIBYTE);
    expect(suitableMemory(256 * MEBIBYTE)).toBe(LEAST_CLICKHOUSE_MEMORY);
  });

  it('is shared out so that one statement leaves room for others, however many processors there are', () => {
    for (const server of [LEAST_CLICKHOUSE_MEMORY, GIBIBYTE, 64 * GIBIBYTE]) {
      const { statement, merges, caches, threads } = shareMemory(server, 16);
      expect(statement).toBeLessThan(server);
      expect(merges).toBeLessThan(server);
      expect(2 * (caches.large + caches.small)).toBeLessThan(server / 4);
      expect(threads ?? 16).toBe(Math.min(16, Math.floor(server / (256 * MEBIBYTE))));
    }
  });
});
