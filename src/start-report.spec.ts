import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from './platform/config/read-settings';
import { COMPLETE } from './platform/config/testing/complete-environment';
import { startReport } from './start-report';

const URL_HERE = 'http://127.0.0.1:3000';

describe('what a service tells of itself when it is ready', () => {
  const folder = mkdtempSync(join(tmpdir(), 'start-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const reportOf = (environment: Record<string, string>) =>
    startReport(
      readSettings({ DATA_DIR: folder, CONFIG_FILE: join(folder, 'none.yaml'), ...environment }),
      URL_HERE,
    );
  const missingIn = (environment: Record<string, string>) =>
    reportOf(environment).missing.map(({ fields }) => (fields as { missing: string }).missing);

  it('says of a first start where everything is, the file of the token, and that no account is connected', () => {
    const { ready, memory } = reportOf({});
    expect(ready.text).toBe('ready to receive');
    expect(ready.fields).toEqual({
      page: `${URL_HERE}/`,
      signInWith: `apiToken in ${folder}/secrets.json`,
      webhooks: [`${URL_HERE}/webhooks/signalzen`],
      graphql: `${URL_HERE}/graphql`,
      generatedSecrets: `${folder}/secrets.json`,
    });
    expect(memory?.text).toMatch(
      /^memory: ClickHouse may use \d+M of \d+M \(CLICKHOUSE_MEMORY changes that\)/,
    );
    expect(missingIn({})).toEqual(['SIGNALZEN_API_SECRET', join(folder, 'none.yaml')]);
  });

  it('says which URLs to paste into the Console, for each account, where it knows its own address', () => {
    const connected = { ...COMPLETE, SIGNALZEN_API_SECRET_SHOP: 'the-secret-of-the-shop' };
    expect(missingIn({ ...connected, CONFIG_FILE: __filename })).toEqual(['PUBLIC_URL']);
    const { ready } = reportOf({ ...connected, PUBLIC_URL: 'https://analytics.example' });
    expect(ready.fields).toMatchObject({
      page: 'https://analytics.example/',
      signInWith: 'the setting API_TOKEN',
      webhooksForSignalZen: [
        'https://analytics.example/webhooks/signalzen',
        'https://analytics.example/webhooks/signalzen/shop',
      ],
    });
    expect(JSON.stringify(reportOf(connected))).not.toMatch(/the-secret|the-token/);
  });

  it('says of each role what concerns it alone', () => {
    const edge = reportOf({ ...COMPLETE, ROLES: 'receive' });
    expect(edge.missing).toEqual([]);
    expect(Object.keys(edge.ready.fields)).toEqual(['webhooks']);
    const work = reportOf({ ...COMPLETE, ROLES: 'work', SIGNALZEN_API: 'off', CONFIG_FILE: __filename });
    expect(work.ready).toEqual({ fields: { metrics: `${URL_HERE}/metrics` }, text: 'ready to work' });
    expect(work.memory).toBeUndefined();
    expect(work.missing).toHaveLength(1);
  });
});
