import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { ClickHouseError } from '../../platform/clickhouse/clickhouse-error';
import { quotedName } from '../../platform/clickhouse/quoted';
import type { Database } from './check-database';
import { findingsOf } from './finding';
import type { Finding } from './finding';

interface Rights {
  readonly on: string;
  readonly names: readonly string[];
}

/** A server before this statement. */
const NO_SUCH_STATEMENT = 'SYNTAX_ERROR';

/** Whether the service's user may do what the service needs; where not, what grants it. @throws ClickHouseError */
export async function checkRights({ clickhouse, access, name }: Database): Promise<Finding[]> {
  const { ok, warn, fail } = findingsOf('rights');
  const needed: readonly Rights[] = [
    {
      on: `${quotedName(name)}.*`,
      names: [
        ...[
          'SELECT',
          'INSERT',
          'ALTER',
          'CREATE TABLE',
          'CREATE VIEW',
          'DROP TABLE',
          'DROP VIEW',
          'TRUNCATE',
        ],
        ...['OPTIMIZE', 'SHOW'],
        ...(access.replica ? ['SYSTEM SYNC REPLICA', 'SYSTEM DROP REPLICA'] : []),
      ],
    },
    { on: 'system.*', names: ['SELECT'] },
    // For table functions such as numbers().
    { on: '*.*', names: ['CREATE TEMPORARY TABLE'] },
  ];
  try {
    const grants = await Promise.all(
      needed.map(async ({ on, names }) =>
        grantOf({ on, names: await missing(clickhouse, { on, names }) }, access.user),
      ),
    );
    const statements = grants.filter((grant) => grant !== '');
    return [
      statements.length === 0
        ? ok(`${access.user} may do all that the service needs`)
        : fail(`${access.user} may not do all that the service needs: ${statements.join(' ')}`),
    ];
  } catch (error) {
    if (error instanceof ClickHouseError && error.serverType === NO_SUCH_STATEMENT)
      return [warn('this version of ClickHouse does not tell them')];
    throw error;
  }
}

/** Those of some rights that the user does not have: all of them are asked for at once first. */
async function missing(clickhouse: ClickHouse, { on, names }: Rights): Promise<readonly string[]> {
  const has = async (rights: readonly string[]): Promise<boolean> => {
    const sql = `CHECK GRANT ${rights.map((right) => `${right} ON ${on}`).join(', ')}`;
    return (await clickhouse.answerText(sql, 'rights')).trim() === '1';
  };
  if (await has(names)) return [];
  const found = await Promise.all(names.map(async (right) => ((await has([right])) ? [] : [right])));
  return found.flat();
}

function grantOf({ on, names }: Rights, user: string): string {
  return names.length === 0 ? '' : `GRANT ${names.join(', ')} ON ${on} TO ${quotedName(user)};`;
}
