import { RequestLog } from './request-log';

describe('the log of requests', () => {
  it('knows how many came within any one second', () => {
    const log = new RequestLog();
    expect(log.maxInOneSecond).toBe(0);
    for (const at of [0, 900, 950, 1000, 1899, 1900, 5000]) log.starts(at);
    // From 900 on: 900, 950, 1000 and 1899; 1900 is in the next second.
    expect(log.maxInOneSecond).toBe(4);
    expect(log.startedAt).toHaveLength(7);
  });

  it('counts by kind and by how they ended', () => {
    const log = new RequestLog();
    log.ends('users', 200);
    log.ends('user', 200);
    log.ends('user', 'reset');
    expect([log.count(200), log.count(200, 'user'), log.count('reset'), log.count(404)]).toEqual([
      2, 1, 1, 0,
    ]);
    expect(String(log)).toBe('users 200: 1, user 200: 1, user reset: 1');
  });
});
