import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLASSIFIED } from './statements';

/** What is of no account is asked of the database at home; an export of a person, of the one that it is given. */
const OF_NO_ACCOUNT = [
  ...['answer/lists/access/', 'answer/lists/annotations/', 'answer/person/', 'answer/access/'],
  ...['notify/choices/', 'notify/digests/', 'notify/lists/', 'notify/outbox/'],
  ...['notify/alerts/alert-states', 'notify/alerts/alert-history'],
];

describe('Statements that answers ask', () => {
  it('have a way in which the answers of several databases are put together', () => {
    const files = readdirSync('clickhouse/queries').map((file) => `queries/${file.replace('.sql', '')}`);
    expect(files.length).toBeGreaterThan(15);
    expect(files.filter((name) => !CLASSIFIED.includes(name))).toEqual([]);
    const known = CLASSIFIED.filter((name) => name.startsWith('queries/'));
    expect(known.filter((name) => !files.includes(name))).toEqual([]);
  });

  it('are asked of all databases that have what is wanted, and not of one that is lent to everybody', () => {
    const files = ['answer', 'notify'].flatMap((group) =>
      readdirSync(join('src', group), { recursive: true, encoding: 'utf8' }).map((file) => join(group, file)),
    );
    const asking = files.filter(
      (file) =>
        /(?<!\.spec)\.ts$/.test(file) &&
        /^import \{[^}]*\bClickHouse\b[^}]*\} from '.*clickhouse\/clickhouse'/m.test(
          readFileSync(join('src', file), 'utf8'),
        ),
    );
    expect(asking.filter((file) => !OF_NO_ACCOUNT.some((folder) => file.startsWith(folder)))).toEqual([]);
    expect(asking.length).toBeGreaterThan(5);
  });
});
