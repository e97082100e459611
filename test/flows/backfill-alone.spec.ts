import { rangeOf } from '../../simulator/world/world-options';
import { coverageOf } from '../support/api-coverage';
import { untilRolledUp } from '../support/graphql-client';
import { LinkedWorld } from '../support/linked-world';
import { runBuiltCommand } from '../support/run-built-command';
import { RunningService, SECRET, temporaryDataDir, TOKEN } from '../support/running-service';

const MINUTE = 60_000;
const RATE = 250;
const FAULTS = { refusedShare: 0.004, longestRetryAfter: 1, failedShare: 0.02, shiftsPerRequest: 0.02 };

describe('the API alone, before any webhook and without a running service', () => {
  const linked = new LinkedWorld({ seed: 13, chats: 120, days: 10, until: Date.now() - 5 * MINUTE }, FAULTS);
  const { from, to } = rangeOf(linked.world.options);
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let environment: Record<string, string>;

  beforeAll(async () => {
    const url = await linked.api.listen();
    dataDir = await temporaryDataDir();
    environment = {
      DATA_DIR: dataDir.path,
      SIGNALZEN_API_SECRET: SECRET,
      API_TOKEN: TOKEN,
      SIGNALZEN_API_URL: url.href,
      SIGNALZEN_API_RATE: String(RATE),
    };
  });

  afterAll(async () => {
    await linked.api.close();
    await dataDir.remove();
  });

  it('gives a backfill all that it knows, and the service has it in its numbers at once', async () => {
    const { code, said } = await runBuiltCommand('backfill', [], environment);
    expect([code, said]).toEqual([0, expect.stringContaining('Computed what') as unknown]);
    const service = await RunningService.start({
      dataDir: dataDir.path,
      environment: { SIGNALZEN_API: 'off' },
    });
    await untilRolledUp(service.url);
    const question = { edges: [from, to], as: 'granularity: TOTAL' };
    await linked.expectEqual(service.url, linked.referenceOfApi(), question);
    expect(await coverageOf(service.url)).toMatchObject({ messagesReceived: 0, chatsReceived: 0 });
    await service.stop();
  });

  it('says what to do when it does not take the secret, and when it is switched off', async () => {
    const wrong = await runBuiltCommand('backfill', [], {
      ...environment,
      SIGNALZEN_API_SECRET: 'an-old-secret-of-the-shop',
    });
    expect(wrong.code).toBe(1);
    expect(wrong.said).toContain('SIGNALZEN_API_SECRET');
    expect(wrong.said).not.toContain('an-old-secret-of-the-shop');
    expect(wrong.said).not.toContain('    at ');
    const off = await runBuiltCommand('backfill', [], { ...environment, SIGNALZEN_API: 'off' });
    expect([off.code, off.said]).toEqual([1, expect.stringContaining('SIGNALZEN_API is off') as unknown]);
    const unknown = await runBuiltCommand('backfill', ['--account', 'shop'], environment);
    expect([unknown.code, unknown.said]).toEqual([
      1,
      expect.stringContaining('no account "shop"') as unknown,
    ]);
  });
});
