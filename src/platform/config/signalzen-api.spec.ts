import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from './read-settings';
import { COMPLETE } from './testing/complete-environment';

describe("the settings of SignalZen's API", () => {
  const folder = mkdtempSync(join(tmpdir(), 'api-settings-'));
  const STAND_IN = 'http://stand-in.example:4000/external/';

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const read = (environment: Record<string, string>) =>
    readSettings({ DATA_DIR: folder, ...COMPLETE, ...environment }).signalzenApi;

  it('are those of the environment', () => {
    expect(read({ SIGNALZEN_API: 'on', SIGNALZEN_API_URL: STAND_IN, SIGNALZEN_API_RATE: '0.5' })).toEqual({
      isOn: true,
      url: new URL(STAND_IN),
      requestsPerSecond: 0.5,
      accounts: ['default'],
    });
    expect(read({ SIGNALZEN_API_RATE: '0.1' }).requestsPerSecond).toBe(0.1);
    expect(read({ SIGNALZEN_API_RATE: '1000' }).requestsPerSecond).toBe(1000);
  });

  it.each([
    ['SIGNALZEN_API', 'yes', 'must be on or off'],
    ['SIGNALZEN_API_URL', 'api.signalzen.com', 'a URL such as https://api.signalzen.com/external'],
    ['SIGNALZEN_API_URL', 'https://me:hidden@api.example/', 'neither a user nor a password'],
    ['SIGNALZEN_API_URL', 'https://api.example/external?key=hidden', 'nor anything after its path'],
    ['SIGNALZEN_API_URL', 'https://api.example/external#hidden', 'nor anything after its path'],
    ['SIGNALZEN_API_RATE', '0.09', 'a number of requests per second from 0.1 to 1000'],
    ['SIGNALZEN_API_RATE', '1001', 'a number of requests per second from 0.1 to 1000'],
    ['SIGNALZEN_API_RATE', '1e2', 'a number of requests per second'],
    ['SIGNALZEN_API_RATE', '.5', 'a number of requests per second'],
  ])('refuse %s=%s and say what would be right', (variable, value, right) => {
    const attempt = () => read({ [variable]: value });
    expect(attempt).toThrow(`: ${variable} `);
    expect(attempt).toThrow(right);
    expect(attempt).not.toThrow('hidden');
  });

  it('let SignalZen be asked for the accounts that it knows, and not for one whose secret was made here', () => {
    const generated = { SIGNALZEN_API_SECRET: '' };
    expect(read({ SIGNALZEN_API_SECRET_SHOP: 'the-secret-of-the-shop' }).accounts).toEqual([
      'default',
      'shop',
    ]);
    expect(read(generated).accounts).toEqual([]);
    expect(read({ ...generated, SIGNALZEN_API_SECRET_SHOP: 'the-secret-of-the-shop' }).accounts).toEqual([
      'shop',
    ]);
  });

  it('let a stand-in be asked also for an account whose secret was made here', () => {
    expect(read({ SIGNALZEN_API_SECRET: '', SIGNALZEN_API_URL: STAND_IN }).accounts).toEqual(['default']);
  });

  it('let no account be asked for when the API is off', () => {
    expect(read({ SIGNALZEN_API: 'off', SIGNALZEN_API_URL: STAND_IN })).toMatchObject({
      isOn: false,
      accounts: [],
    });
  });
});
