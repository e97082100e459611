import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClickHouseAccess } from '../../src/platform/clickhouse/clickhouse-access';
import { AdministeredClickHouse } from '../support/administered-clickhouse';
import { Eavesdropper } from '../support/eavesdropper';
import { embeddedAccess, readerAccess } from '../support/embedded-access';
import { sqlAs } from '../support/sql-over-http';
import { startTemporaryClickHouse } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';

const MARK = '73219';
const REFUSED =
  /ACCESS_DENIED|READONLY|CANNOT_OPEN_FILE|Permission denied|FILE_DOESNT_EXIST|UNKNOWN_TABLE|UNSUPPORTED|BAD_ARGUMENTS|CANNOT_STAT|INTO_OUTFILE_NOT_ALLOWED|UNKNOWN_FUNCTION|SYNTAX_ERROR|Exception/;

/** Ways to get at a file: to its text, to what an error says of it, or to whether it has one. */
const WAYS: Readonly<Record<string, (path: string) => string>> = {
  'the function file()': (path) => `SELECT file('${path}')`,
  'the function file(), with an answer for what cannot be read': (path) => `SELECT file('${path}', NULL)`,
  'an error about the text': (path) => `SELECT toUInt8(file('${path}'))`,
  'a condition on the text': (path) => `SELECT if(file('${path}') LIKE '%${MARK}%', '${MARK}', '')`,
  'a path from a column': (path) =>
    `SELECT file(name) FROM (SELECT arrayJoin(['${path}']) AS name) FORMAT JSONEachRow`,
  'the function by a name in quotes': (path) => `SELECT \`file\`('${path}')`,
  'a way past the folder of the data': (path) => `SELECT file('../../../../../../../..${path}')`,
  'the table function file()': (path) => `SELECT * FROM file('${path}', LineAsString)`,
  'the name of a table': (path) => `SELECT * FROM \`${path}\``,
  'a table of the default database': (path) => `SELECT * FROM default.\`${path}\``,
  DESCRIBE: (path) => `DESCRIBE TABLE file('${path}', LineAsString)`,
  'url() of a file': (path) => `SELECT * FROM url('file://${path}', LineAsString)`,
  'the table function executable()': (path) =>
    `SELECT * FROM executable('cat ${path}', LineAsString, 's String')`,
  'sqlite()': (path) => `SELECT * FROM sqlite('${path}', 't')`,
  'a dictionary': (path) =>
    `CREATE DICTIONARY d (k UInt64, v String) PRIMARY KEY k SOURCE(FILE(path '${path}' format 'TSV')) LAYOUT(FLAT()) LIFETIME(0)`,
  'a table of the engine File': (path) => `CREATE TABLE t (s String) ENGINE = File(LineAsString, '${path}')`,
  'INSERT … FROM INFILE': (path) => `INSERT INTO operators_store FROM INFILE '${path}' FORMAT CSV`,
};

/** What is about the engine's own files, or other machines. */
const OUTSIDE: Readonly<Record<string, (address: string) => string>> = {
  'url()': (address) => `SELECT * FROM url('http://${address}/x', LineAsString) SETTINGS http_max_tries = 1`,
  's3()': (address) =>
    `SELECT * FROM s3('http://${address}/bucket/x', NOSIGN, LineAsString) SETTINGS s3_retry_attempts = 0`,
  'remote()': (address) => `SELECT * FROM remote('${address}', system.one)`,
  'mysql()': (address) => `SELECT * FROM mysql('${address}', 'd', 't', 'u', 'p')`,
  'postgresql()': (address) => `SELECT * FROM postgresql('${address}', 'd', 't', 'u', 'p')`,
  'a dictionary over HTTP': (address) =>
    `CREATE DICTIONARY d (k UInt64, v String) PRIMARY KEY k SOURCE(HTTP(url 'http://${address}/x' format 'TSV')) LAYOUT(FLAT()) LIFETIME(0)`,
};

describe('Files of the machine', () => {
  let folder: string;
  let embedded: TemporaryClickHouse;
  let administered: AdministeredClickHouse;
  let files: string[];
  const users = new Map<string, ClickHouseAccess>();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'machine-'));
    embedded = await startTemporaryClickHouse();
    administered = await AdministeredClickHouse.start();
    users.set('bi', readerAccess(embedded.dataDir));
    users.set('the service', embeddedAccess(embedded.dataDir));
    users.set('an administrator, who may do anything', administered.admin);
    mkdirSync(join(embedded.dataDir, 'spool'), { recursive: true });
    files = [
      join(folder, 'of-somebody'),
      join(embedded.dataDir, 'secrets.json'),
      join(embedded.dataDir, 'spool', 'a.segment'),
      join(embedded.dataDir, 'clickhouse', 'a-neighbour-of-the-connection-file'),
    ];
    for (const file of files) writeFileSync(file, MARK);
  });

  afterAll(async () => {
    await embedded.stop();
    await administered.stop();
    rmSync(folder, { recursive: true });
  });

  const askAs = (user: string, sql: string): Promise<string> => {
    const access = users.get(user);
    if (access === undefined) throw new Error(`there is no user ${user}`);
    return sqlAs(access, sql);
  };

  describe.each(['bi', 'the service', 'an administrator, who may do anything'])(
    'are closed to %s',
    (user) => {
      it.each(Object.entries(WAYS))('by way of %s', async (_, sqlFor) => {
        for (const file of files) {
          const sql = sqlFor(file);
          const answer = await askAs(user, sql);
          // What is asked may be repeated; what the file says may not be there.
          expect(answer.replaceAll(sql, '')).not.toContain(MARK);
        }
      });

      it('as are what the machine knows of its users, and the environment of other processes', async () => {
        for (const file of ['/etc/passwd', `/proc/${process.pid}/environ`, `/proc/${process.pid}/maps`])
          expect(await askAs(user, `SELECT file('${file}')`)).toMatch(/CANNOT_OPEN_FILE/);
      });

      it('as is every one in which it could be written', async () => {
        for (const sql of [
          `SELECT 1 INTO OUTFILE '${join(folder, 'written')}'`,
          `INSERT INTO FUNCTION file('${join(folder, 'written')}', LineAsString) VALUES ('${MARK}')`,
          `INSERT INTO FUNCTION file('${files[1] ?? ''}', LineAsString) VALUES ('other')`,
        ])
          expect(await askAs(user, sql)).toMatch(REFUSED);
        expect(spawnSync('ls', [folder]).stdout.toString()).toBe('of-somebody\n');
        expect(readFileSync(files[1] ?? '', 'utf8')).toBe(MARK);
      });

      it.each(Object.entries(OUTSIDE))('as are other machines, by way of %s', async (_, sqlFor) => {
        const other = await Eavesdropper.on(0);
        try {
          expect(await askAs(user, sqlFor(`127.0.0.1:${other.port}`))).toMatch(REFUSED);
          expect(other.heard).toEqual([]);
        } finally {
          other.stop();
        }
      });
    },
  );
});
