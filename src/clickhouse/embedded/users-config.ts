import { createHash } from 'node:crypto';
import type { EmbeddedCredentials } from './connection-file';
import { PUBLIC_VIEWS } from './public-views';
import { READER_LIMITS, READER_QUOTA } from './reader-limits';
import { xmlDocument } from './xml';

const LOOPBACK = { ip: ['127.0.0.1'] };
const FIFTY_YEARS = 50 * 365 * 86_400;

/** Those that keep their data in the server; the others read files, or other machines. */
const TABLE_ENGINES = [
  'MergeTree',
  'ReplacingMergeTree',
  'SummingMergeTree',
  'AggregatingMergeTree',
  'CollapsingMergeTree',
  'VersionedCollapsingMergeTree',
  'CoalescingMergeTree',
  'Dictionary',
  'Join',
  'Memory',
  'Merge',
  'Null',
  'Set',
];

/**
 * Users, limits and rights of the embedded server. It has three users:
 * - `default`, without a password, because the engine's own session is it and knows no other. It comes from
 *   the loopback interface like everybody, so what keeps others from using it is that its quota is used up: the
 *   three statements with which the engine starts (server-process.mjs) are all it may ever run.
 * - the service: everything in its database, nothing outside, no files and no network.
 * - the reader: `SELECT` on the public views, within limits and a quota.
 */
export function usersConfig(database: string, credentials: EmbeddedCredentials): string {
  return xmlDocument('Written by the service at each start.', {
    profiles: {
      default: { log_queries: 0 },
      reader: {
        // 2: reads only, but settings of a query may be changed, which BI tools do; within the limits.
        readonly: 2,
        ...READER_LIMITS,
        constraints: Object.fromEntries(
          Object.entries(READER_LIMITS).map(([name, most]) => [name, { min: 1, max: most }]),
        ),
      },
    },
    quotas: {
      default: {},
      start_only: { interval: { duration: FIFTY_YEARS, queries: 3 } },
      reader: { interval: READER_QUOTA },
    },
    users: {
      default: {
        password: '',
        networks: LOOPBACK,
        profile: 'default',
        quota: 'start_only',
        grants: {
          query: ['GRANT SYSTEM LISTEN ON *.*', 'GRANT CREATE TEMPORARY TABLE ON *.*', 'GRANT READ ON FILE'],
        },
      },
      [credentials.service.user]: {
        password_sha256_hex: sha256(credentials.service.password),
        networks: LOOPBACK,
        profile: 'default',
        quota: 'default',
        grants: {
          query: [
            `GRANT ALL ON ${database}.*`,
            'GRANT SELECT ON system.*',
            // For table functions such as numbers().
            'GRANT CREATE TEMPORARY TABLE ON *.*',
            ...TABLE_ENGINES.map((engine) => `GRANT TABLE ENGINE ON ${engine}`),
            'GRANT KILL QUERY ON *.*',
          ],
        },
      },
      [credentials.readOnly.user]: {
        password_sha256_hex: sha256(credentials.readOnly.password),
        networks: LOOPBACK,
        profile: 'reader',
        quota: 'reader',
        grants: { query: PUBLIC_VIEWS.map((view) => `GRANT SELECT ON ${database}.${view}`) },
      },
    },
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
