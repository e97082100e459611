import { unknownSettings } from './unknown-settings';
import { SETTING_NAMES } from './environment';
import { normalizedEnvironment } from './normalized-environment';

const problemsOf = (...names: string[]) =>
  unknownSettings(Object.fromEntries(names.map((name) => [name, 'x'])), SETTING_NAMES);

describe('A name that is no setting', () => {
  it.each([
    ['SIGNALZEN_API_SECRETS', 'SIGNALZEN_API_SECRET'],
    ['SIGNALZEN_API_SECRTE', 'SIGNALZEN_API_SECRET'],
    ['SIGNALZEN_SECRET', 'SIGNALZEN_API_SECRET'],
    ['SIGNALZEN_API_SECRETS_SHOP', 'SIGNALZEN_API_SECRET_SHOP'],
    ['SIGNALZEN_API_SECRTE_MY_SHOP', 'SIGNALZEN_API_SECRET_MY_SHOP'],
    ['SINGALZEN_API_SECRET', 'SIGNALZEN_API_SECRET'],
    ['SIGNALZEN_API_SECRET-SHOP', 'SIGNALZEN_API_SECRET'],
    ['signalzen_api_secret', 'SIGNALZEN_API_SECRET'],
    ['SIGNALZEN_API_URI', 'SIGNALZEN_API_URL'],
    ['CLICKHOUSE_PASS', 'CLICKHOUSE_PASSWORD'],
    ['CLICKHOUSE_PASSWRD', 'CLICKHOUSE_PASSWORD'],
    ['CLICK_HOUSE_URL', undefined],
    ['CLICKHUOSE_URL', 'CLICKHOUSE_URL'],
    ['CLICKHOUSE_HOST', 'CLICKHOUSE_URL'],
    ['SPOOL_MIN_FREE_BYTE', 'SPOOL_MIN_FREE_BYTES'],
    ['EPISODE_IDLE_HOURS', 'EPISODE_IDLE_GAP_HOURS'],
    ['ROLLUP_SECONDS', 'ROLLUP_EVERY_SECONDS'],
    ['API_TOKENS', 'API_TOKEN'],
    ['COPILOT_ID', 'COPILOT_IDS'],
    ['LOG_LEVLE', 'LOG_LEVEL'],
    ['WEBHOOK_MAX_BODY_BYTE', 'WEBHOOK_MAX_BODY_BYTES'],
  ])('is refused where it looks like one, with the nearest: %s', (name, meant) => {
    expect(problemsOf(name)).toEqual(
      meant === undefined ? [] : [`${name} is no setting: did you mean ${meant}?`],
    );
  });

  it.each([
    'PATH',
    'APP_TOKEN',
    'API_KEY',
    'WEBHOOK_URL',
    'COPILOT_AGENT_START_TIME',
    'SIGNALZEN_ANALYTICS_TOKEN',
    'SIGNALZEN_ANALYTICS_PORT_3000_TCP_ADDR',
    'SIGNALZEN_CLICKHOUSE_HOST',
    'CLICKHOUSE_DB',
    'CLICKHOUSE_DEFAULT_ACCESS_MANAGEMENT',
    'CLICKHOUSE_SERVICE_HOST',
    'CLICKHOUSE_SERVICE_PORT_HTTP',
    'CLICKHOUSE_PORT_8123_TCP',
    'SIGNALZEN_API_SECRET_SHOP',
    ...SETTING_NAMES,
  ])('is left alone where it is of another program, or one: %s', (name) => {
    expect(problemsOf(name)).toEqual([]);
  });

  it('is left alone where it is of a client of ClickHouse, and this service knows its own', () => {
    expect(problemsOf('CLICKHOUSE_HOST', 'CLICKHOUSE_PORT', 'CLICKHOUSE_URL')).toEqual([]);
    expect(unknownSettings({ CLICKHOUSE_PORT: 'tcp://10.0.0.7:8123' }, SETTING_NAMES)).toEqual([]);
  });
});

describe('What an environment sets', () => {
  it('is without what docker leaves in a value, and not set where it is nothing', () => {
    expect(
      normalizedEnvironment({
        ...{ A: '"a b"', B: "'b'\r", C: ' c ', D: '', E: '""', F: '"f', G: 'g"h"', '\ufeffH': 'h' },
        I: undefined,
      }),
    ).toEqual({ A: 'a b', B: 'b', C: 'c', F: '"f', G: 'g"h"', H: 'h' });
  });
});
