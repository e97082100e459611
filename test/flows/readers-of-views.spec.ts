import { readFileSync } from 'node:fs';
import type { ClickHouseAccess } from '../../src/platform/clickhouse/clickhouse-access';
import { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import { PUBLIC_VIEWS } from '../../src/platform/clickhouse/public-views';
import { READER_LIMITS, READER_QUOTA } from '../../src/platform/clickhouse/embedded/reader-limits';
import { checkRights } from '../../src/operate/doctor/check-rights';
import { splitStatements } from '../../src/platform/clickhouse/statements';
import { readerAccess } from '../support/embedded-access';
import { AdministeredClickHouse, READER_PASSWORD, ROLE_FILE } from '../support/administered-clickhouse';
import { markedSnippets, snippetOf } from '../support/marked-snippets';
import { rowsAs, sqlAs } from '../support/sql-over-http';
import { startTemporaryClickHouse, TEST_DATABASE } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';

const DENIED = /ACCESS_DENIED|READONLY/;

const page = markedSnippets(readFileSync('docs/sql.md', 'utf8'));

let embedded: TemporaryClickHouse;
let administered: AdministeredClickHouse;
const readers = new Map<string, ClickHouseAccess>();

beforeAll(async () => {
  embedded = await startTemporaryClickHouse();
  readers.set('of the embedded server', readerAccess(embedded.dataDir));

  const grant = snippetOf(page, 'grant-attributes');
  administered = await AdministeredClickHouse.start(
    grant.replace(/ON (\w+) TO marketing;/, `ON ${TEST_DATABASE}.$1`),
  );
  const ofAdministered = { ...administered.admin, password: READER_PASSWORD };
  readers.set('of docker-compose.yml', { ...ofAdministered, user: 'bi' });
  readers.set('with the role', { ...ofAdministered, user: 'analyst' });
});

afterAll(async () => {
  await embedded.stop();
  await administered.stop();
});

describe.each(['of the embedded server', 'of docker-compose.yml', 'with the role'])(
  'A reader %s',
  (which) => {
    const reader = (): ClickHouseAccess => {
      const found = readers.get(which);
      if (found === undefined) throw new Error(`there is no reader ${which}`);
      return found;
    };

    it('sees the public views, and nothing else of the database', async () => {
      const sql = `SELECT name FROM system.tables WHERE database = '${TEST_DATABASE}' ORDER BY name`;
      expect((await sqlAs(reader(), sql)).trim().split('\n')).toEqual(PUBLIC_VIEWS);
      for (const view of PUBLIC_VIEWS)
        await expect(rowsAs(reader(), `SELECT * FROM ${view}`)).resolves.toBeDefined();
    });

    it.each([
      'SELECT body FROM deliveries',
      'SELECT count() FROM deliveries_store',
      'SELECT * FROM events',
      'SELECT attributes FROM episodes_store',
      'SELECT * FROM episode_attributes',
      'SELECT * FROM operators_store',
      'SELECT query FROM system.processes',
      'SHOW CREATE TABLE deliveries_store',
    ])('may not read what is not public: %s', async (sql) => {
      expect(await sqlAs(reader(), sql)).toMatch(DENIED);
    });

    it.each([
      "INSERT INTO operators_store VALUES ('a', 'b', (now(), 1, '1', 'c'))",
      'TRUNCATE TABLE deliveries_store',
      'DROP VIEW episodes',
      'CREATE VIEW mine AS SELECT 1',
      'CREATE OR REPLACE VIEW episodes AS SELECT 1',
      'ALTER TABLE episodes MODIFY SQL SECURITY NONE',
      'CREATE USER other',
      'GRANT SELECT ON deliveries TO CURRENT_USER',
      'KILL QUERY WHERE 1',
      'SYSTEM STOP MERGES deliveries_store',
      "SELECT * FROM file('/etc/hostname', LineAsString)",
      "SELECT * FROM url('http://127.0.0.1/', LineAsString)",
      `SELECT * FROM remote('127.0.0.1', ${TEST_DATABASE}, deliveries)`,
    ])('may not write, or reach anything else: %s', async (sql) => {
      expect(await sqlAs(reader(), sql)).toMatch(DENIED);
    });

    it.each(Object.entries(READER_LIMITS))(
      'may lower %s, and not raise it or switch it off',
      async (name, most) => {
        expect(await sqlAs(reader(), `SELECT getSetting('${name}')`)).toBe(`${most}\n`);
        expect(await sqlAs(reader(), `SELECT 1 SETTINGS ${name} = ${most - 1}`)).toBe('1\n');
        for (const other of [most + 1, 0])
          expect(await sqlAs(reader(), `SELECT 1 SETTINGS ${name} = ${other}`)).toMatch(
            /SETTING_CONSTRAINT_VIOLATION/,
          );
      },
    );

    it('may not become a user that writes', async () => {
      expect(await sqlAs(reader(), 'SELECT 1 SETTINGS readonly = 0')).toMatch(/READONLY/);
    });

    it('is told when an answer is too long, and gets no part of it', async () => {
      const many = 'SELECT number FROM numbers(100) SETTINGS max_result_rows = 10, max_block_size = 10';
      expect(await sqlAs(reader(), many)).toMatch(/TOO_MANY_ROWS_OR_BYTES/);
    });

    it('sees its own quota', async () => {
      const limits =
        'max_queries AS queries, max_read_rows AS read_rows, max_execution_time AS execution_time';
      const sql = `SELECT duration, ${limits} FROM system.quota_usage ORDER BY duration`;
      const none = { queries: null, read_rows: null, execution_time: null };
      expect(await rowsAs(reader(), sql)).toEqual(READER_QUOTA.map((quota) => ({ ...none, ...quota })));
    });

    it('is stopped by its quota, with an error that says so and when it ends', async () => {
      const [, { read_rows: most = 0 } = {}] = READER_QUOTA;
      const heavy = READER_LIMITS.max_rows_to_read - 1;
      let answer = '';
      // Twice as many as it takes: an hour may begin on the way.
      for (let read = 0; read < 2 * most && !answer.includes('Exception'); read += heavy)
        answer = await sqlAs(reader(), `SELECT sum(number) FROM numbers(${heavy})`);
      expect(answer).toMatch(
        /Quota for user `\w+` for 3600s has been exceeded: read_rows = \d+\/10000000000. Interval will end at .*QUOTA_EXCEEDED/,
      );
    });
  },
);

describe('The attributes of visitors', () => {
  it('are read by whom they are granted', async () => {
    const marketing = { ...administered.admin, user: 'marketing', password: READER_PASSWORD };
    expect(await rowsAs(marketing, 'SELECT * FROM episode_attributes')).toEqual([]);
  });
});

describe('The user of the service', () => {
  const rightsOf = async (access: ClickHouseAccess) => {
    const clickhouse = new ClickHouse(TEST_DATABASE);
    clickhouse.connectTo(access);
    try {
      return await checkRights({ clickhouse, access, name: TEST_DATABASE });
    } finally {
      await clickhouse.close();
    }
  };

  it('has all rights that the service needs, or the doctor prints what grants the others', async () => {
    const { admin } = administered;
    expect(await rightsOf(admin)).toMatchObject([{ check: 'rights', level: 'ok' }]);
    expect(await rightsOf({ ...admin, user: 'writer', password: READER_PASSWORD })).toEqual([
      {
        ...{ check: 'rights', level: 'fail' },
        text:
          'writer may not do all that the service needs: GRANT ALTER, CREATE TABLE, CREATE VIEW, DROP TABLE, DROP VIEW, ' +
          `TRUNCATE ON ${TEST_DATABASE}.* TO writer; GRANT CREATE TEMPORARY TABLE ON *.* TO writer;`,
      },
    ]);
  });
});

describe('The statements that make readers by SQL', () => {
  /** The engine understands a statement, finds all it names, and then has no place to keep a role or a user. */
  const NOWHERE_TO_KEEP = /ACCESS_STORAGE_(FOR_INSERTION_NOT_FOUND|READONLY)|^$/;
  const fromFile = splitStatements(readFileSync(ROLE_FILE, 'utf8'));
  const fromPage = ['user', 'grant-attributes'].flatMap((name) => splitStatements(snippetOf(page, name)));

  it.each([...fromFile, ...fromPage])('are understood: %s', async (sql) => {
    expect(await sqlAs(administered.admin, sql)).toMatch(NOWHERE_TO_KEEP);
  });

  it.each([
    ['UNKNOWN_SETTING', 'CREATE SETTINGS PROFILE p SETTINGS max_execution_tim = 60 TO signalzen_reader'],
    ['SYNTAX_ERROR', 'CREATE QUOTA q FOR INTERVAL 1 hour MAX question = 1 TO signalzen_reader'],
    ['UNKNOWN_ROLE', 'GRANT SELECT ON episodes TO signalzen_writer'],
  ])('would not be with an error in them: %s', async (code, sql) => {
    expect(await sqlAs(administered.admin, sql)).toContain(code);
  });
});
