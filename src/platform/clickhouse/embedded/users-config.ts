import { createHash } from 'node:crypto';
import type { Credentials } from './connection-file';
import { PUBLIC_VIEWS } from '../public-views';
import type { EngineMemory } from './engine-memory';
import { READER_QUOTA, readerLimitsWithin } from './reader-limits';
import { xmlDocument } from './xml';
import type { XmlContent } from './xml';

/** For dashboards, BI tools and people. */
export const READER = 'bi';

const LOOPBACK = { ip: ['127.0.0.1'] };
const FIFTY_YEARS = 50 * 365 * 86_400;
const HOUR_IN_MICROSECONDS = 3_600_000_000;

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

/** The statements with which the engine starts: see server-process.mjs. */
const STATEMENTS_OF_THE_START = 2;

export interface Users {
  /** The database that the service's user may write, and the reader may read. */
  readonly database: string;
  readonly service: Credentials;
  /** `undefined`: there is no reader. */
  readonly readerPassword: string | undefined;
}

/**
 * Users, limits and rights of the embedded server:
 * - `default`, without a password, because the engine's own session is it and knows no other. It may have one
 *   session, which is that one, from before anybody can connect to its end: see docs/decisions/0007.
 * - the service: everything in its database, nothing outside, no files and no network.
 * - the reader, where there is one: `SELECT` on the public views, within limits and a quota.
 *
 * Of the memory that a statement may use, a grouping or a sort has a quarter: the rest of it goes to disk.
 */
export function usersConfig({ database, service, readerPassword }: Users, memory: EngineMemory): string {
  const threads = memory.threads === undefined ? {} : { max_threads: memory.threads };
  return xmlDocument('Written by the service at each start.', {
    profiles: {
      default: {
        log_queries: 0,
        max_memory_usage: memory.statement,
        // What a grouping or a sort has freed is not at once free for others.
        max_bytes_ratio_before_external_group_by: 0.25,
        max_bytes_ratio_before_external_sort: 0.25,
        // It took 120 MB for a report of 100,000 events, and made none faster.
        output_format_parallel_formatting: 0,
        ...threads,
      },
      start: {
        log_queries: 0,
        // It waits for the end of standard input, and need not look up for a display of its progress meanwhile.
        interactive_delay: HOUR_IN_MICROSECONDS,
        ...withLimits({ max_sessions_for_user: 1 }),
      },
      // 2: reads only, but settings of a query may be changed, which BI tools do; within the limits.
      reader: {
        readonly: 2,
        // In one thread, rows would be sent before it shows that there are too many.
        output_format_parallel_formatting: 1,
        ...threads,
        ...withLimits(readerLimitsWithin(memory.server)),
      },
    },
    quotas: {
      default: {},
      start: { interval: { duration: FIFTY_YEARS, queries: STATEMENTS_OF_THE_START } },
      reader: { interval: READER_QUOTA },
    },
    users: {
      default: {
        password: '',
        networks: LOOPBACK,
        profile: 'start',
        quota: 'start',
        grants: {
          query: ['GRANT SYSTEM LISTEN ON *.*', 'GRANT CREATE TEMPORARY TABLE ON *.*', 'GRANT READ ON FILE'],
        },
      },
      [service.user]: {
        password_sha256_hex: sha256(service.password),
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
      ...(readerPassword === undefined ? {} : { [READER]: reader(database, readerPassword) }),
    },
  });
}

function reader(database: string, password: string): XmlContent {
  return {
    password_sha256_hex: sha256(password),
    networks: LOOPBACK,
    profile: 'reader',
    quota: 'reader',
    grants: { query: PUBLIC_VIEWS.map((view) => `GRANT SELECT ON ${database}.${view}`) },
  };
}

/** Settings that a question may lower, and not raise or switch off. */
function withLimits(limits: Readonly<Record<string, number>>): Record<string, XmlContent> {
  const constraints = Object.entries(limits).map(([name, most]) => [name, { min: 1, max: most }] as const);
  return { ...limits, constraints: Object.fromEntries(constraints) };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
