import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { namedDatabase } from './named-database';

describe('A database that is named for a move', () => {
  const folder = mkdtempSync(join(tmpdir(), 'named-database-'));
  const own = {
    DATA_DIR: folder,
    SIGNALZEN_API_SECRET: 'a-secret-as-shown-in-the-console',
    API_TOKEN: 'a-token-for-the-api',
    CLICKHOUSE_URL: 'http://old:8123',
    CLICKHOUSE_USER: 'old',
    CLICKHOUSE_PASSWORD: 'the old password',
    CLICKHOUSE_MEMORY: '512M',
  };
  const file = (text: string): string => {
    const path = join(folder, 'named.env');
    writeFileSync(path, text);
    return path;
  };

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('is that of the service where none is named', () => {
    const { name, settings } = namedDatabase(undefined, own);
    expect(name).toBe('the database "signalzen" at http://old:8123');
    expect(settings.clickhouse).toMatchObject({ user: 'old', password: 'the old password' });
  });

  it('is the embedded one without anything of a server', () => {
    const { name, settings } = namedDatabase('embedded', own);
    expect(name).toBe(`the embedded ClickHouse in ${folder}`);
    expect(settings.clickhouse).toMatchObject({ user: 'default', password: '', memoryBytes: 512 * 2 ** 20 });
    expect(settings.clickhouse.url).toBeUndefined();
  });

  it('has of a file what it says of ClickHouse, and nothing of the service beside it', () => {
    const path = file(
      'CLICKHOUSE_CLUSTER=chats\nCLICKHOUSE_URL=http://one:8123,http://two:8123\nCLICKHOUSE_DATABASE=new\n' +
        'DATA_DIR=/elsewhere\n',
    );
    const { name, settings } = namedDatabase(path, own);
    expect(name).toBe('the database "new" of the cluster "chats"');
    expect(settings.dataDir).toBe(folder);
    expect(settings.clickhouse).toMatchObject({ user: 'default', password: '', database: 'new' });
  });

  it.each([
    ['CLICKHOUSE_PASSWORD="open\n', 'begins with a quote'],
    ['CLICKHOUSE_USER=somebody\n', 'has no CLICKHOUSE_URL'],
    ['CLICKHOUSE_URL=ftp://one\n', 'CLICKHOUSE_URL'],
  ])('is refused with the file "%s", and no value is shown', (text, problem) => {
    expect(() => namedDatabase(file(text), own)).toThrow(problem);
    expect(() => namedDatabase(file(text), own)).not.toThrow(/open|somebody|ftp/);
  });

  it('is no shard of several', () => {
    const path = file(
      'CLICKHOUSE_CLUSTER=chats\nCLICKHOUSE_SHARD_BY=account\nCLICKHOUSE_URL=http://one:8123;http://two:8123\n',
    );
    expect(() => namedDatabase(path, own)).toThrow('Not on several shards');
  });
});
