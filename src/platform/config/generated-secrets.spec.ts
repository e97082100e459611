import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from './read-settings';
import { secretsFileIn } from './secrets-file';
import { COMPLETE } from './testing/complete-environment';

describe('the settings', () => {
  const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  let directories = 0;
  const newDataDir = () => join(folder, `data${(directories += 1)}`);
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('make a secret and a token at the first start, for their owner only, and keep them over restarts', () => {
    const DATA_DIR = newDataDir();
    const first = readSettings({ DATA_DIR });
    const file = secretsFileIn(DATA_DIR);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(DATA_DIR).mode & 0o777).toBe(0o700);
    expect(first.generated).toEqual({ secret: true, token: true });
    const text = readFileSync(file, 'utf8');
    expect(JSON.parse(text)).toEqual({
      signalzenApiSecret: first.accounts.get('default')?.[0],
      apiToken: first.apiTokens[0],
    });
    expect(new Set([...(first.accounts.get('default') ?? []), ...first.apiTokens]).size).toBe(2);
    expect(first.apiTokens[0]).toMatch(/^[\w-]{43}$/);

    const { variable, ...given } = first;
    expect(readSettings({ DATA_DIR })).toMatchObject(given);
    expect(variable('DATA_DIR')).toBe(DATA_DIR);
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(readSettings({ DATA_DIR: newDataDir() }).apiTokens).not.toEqual(first.apiTokens);
  });

  it('use of what was generated only what the environment does not give', () => {
    const DATA_DIR = newDataDir();
    const generated = readSettings({ DATA_DIR });
    const withToken = readSettings({ DATA_DIR, API_TOKEN: 'a-token-of-my-own' });
    expect(withToken).toMatchObject({ apiTokens: ['a-token-of-my-own'], generated: { token: false } });
    expect(withToken.accounts).toEqual(generated.accounts);
    const withAccount = readSettings({ DATA_DIR, SIGNALZEN_API_SECRET_SHOP: 'the-secret-of-the-shop' });
    expect([...withAccount.accounts]).toEqual([['shop', ['the-secret-of-the-shop']]]);
    expect(withAccount.apiTokens).toEqual(generated.apiTokens);
    expect(readSettings({ DATA_DIR, ...COMPLETE }).generated).toEqual({ secret: false, token: false });
  });

  it.each(['', '{', '{"apiToken":"short","signalzenApiSecret":"short"}', '[]'])(
    'refuse a damaged file of secrets, name it, and leave it as it is: %s',
    (text) => {
      const DATA_DIR = newDataDir();
      readSettings({ DATA_DIR });
      writeFileSync(secretsFileIn(DATA_DIR), text);
      expect(() => readSettings({ DATA_DIR })).toThrow(`${secretsFileIn(DATA_DIR)} is damaged`);
      expect(readFileSync(secretsFileIn(DATA_DIR), 'utf8')).toBe(text);
    },
  );
});
