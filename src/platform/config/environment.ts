import { z } from 'zod';
import { ACCOUNT_NAME } from './operator-choice';
import { isHttpsOrLoopback } from './loopback';
import { isRole, ROLES } from './roles';
import { HOW_TO_MAKE, weaknessOf } from './weak-secret';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const wholeNumber = (what: string, least: number, most: number) =>
  z.string().transform((text, context) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    context.addIssue({ code: 'custom', message: `must be ${what} from ${least} to ${most}` });
    return z.NEVER;
  });

const decimal = (what: string, least: number, most: number) =>
  z.string().transform((text, context) => {
    const value = Number(text);
    if (/^\d+(\.\d+)?$/.test(text) && value >= least && value <= most) return value;
    context.addIssue({ code: 'custom', message: `must be ${what} from ${least} to ${most}` });
    return z.NEVER;
  });

const address = (example: string) =>
  z
    .url({ protocol: /^https?$/, error: `must be a URL such as ${example}` })
    .transform((text) => new URL(text));

const server = address('http://clickhouse.example:8123')
  .refine(
    (url) => url.username === '' && url.password === '',
    'must not hold a user or password: set CLICKHOUSE_USER and CLICKHOUSE_PASSWORD',
  )
  .refine(
    (url) => url.search + url.hash === '',
    'must hold nothing after its path: set CLICKHOUSE_DATABASE to the database',
  );

/** Of ClickHouse: one, or all nodes of a cluster, separated by commas; of several shards, with semicolons between. */
const servers = z.string().transform((text, context) => {
  const known = new Set<string>();
  const shards: URL[][] = [];
  for (const shard of text.split(';')) {
    const urls: URL[] = [];
    for (const part of shard.split(',')) {
      const parsed = server.safeParse(part.trim());
      if (parsed.success && !known.has(parsed.data.href)) {
        known.add(parsed.data.href);
        urls.push(parsed.data);
        continue;
      }
      const message = parsed.success
        ? 'must name each server once'
        : (parsed.error.issues[0]?.message ?? 'is wrong');
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }
    shards.push(urls);
  }
  return shards;
});

/** Comma-separated, at least one, none of them empty. */
const list = (what: string) =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .refine((parts) => parts.every((part) => part !== ''), `must be ${what}, without empty parts`);

/** What an HTTP header carries as it is: secrets are sent in one. */
const IN_HEADERS = /^[\x21-\x7e]+$/;

/** Comma-separated, each fit for a header, and none of them weak. */
const keys = (what: string, howToMake: string) =>
  z.string().transform((text, context) => {
    const parts = text.split(',').map((part) => part.trim());
    const weakness = parts.map((part) => weaknessOf(part)).find((one) => one !== undefined);
    let message: string;
    if (parts.includes('')) message = `must be ${what}, without empty parts`;
    else if (!parts.every((part) => IN_HEADERS.test(part))) message = IN_HEADERS_ONLY;
    else if (weakness === undefined) return parts;
    else message = `must ${weakness}: ${howToMake}`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
const IN_HEADERS_ONLY =
  'must hold letters, digits and signs of ASCII only, without blanks: an HTTP header carries no others';
const secrets = keys(
  'one secret, or `current,previous`',
  `it is the API Secret key that SignalZen's Console shows; for a stand-in, ${HOW_TO_MAKE}`,
);
const roles = z.string().transform((text, context) => {
  const named = text.split(',').map((part) => part.trim());
  if (named.every(isRole)) return ROLES.filter((role) => named.includes(role));
  context.addIssue({
    code: 'custom',
    message: `must be ${ROLES.join(', ')}, or some of them, separated by commas`,
  });
  return z.NEVER;
});
const BYTES_OF_A_TEBIBYTE = 2 ** 40;
const MEBIBYTE = 2 ** 20;
/** With less, the embedded ClickHouse cannot compute all that it has to. */
export const LEAST_CLICKHOUSE_MEMORY = 384 * MEBIBYTE;
const UNITS: Readonly<Record<string, number>> = { M: MEBIBYTE, G: 2 ** 30 };

/** A size in bytes, from `512M` or `2G`. */
const memory = (least: number) =>
  z.string().transform((text, context) => {
    const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)([MG])$/i.exec(text) ?? [];
    const bytes = Math.floor(Number(number) * (UNITS[unit.toUpperCase()] ?? 0));
    if (bytes >= least && bytes <= BYTES_OF_A_TEBIBYTE) return bytes;
    const message = `must be a size such as 512M or 2G, from ${least / MEBIBYTE}M, with less of which the embedded ClickHouse cannot work, to 1024G`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
/** More than a spool segment needs besides the body of its only record: its header, the record's, the account. */
const SEGMENT_BYTES_BESIDES_A_BODY = 8192;

const variables = z.object({
  ROLES: roles.default([...ROLES]),
  PORT: wholeNumber('a port number', 0, 65_535).default(3000),
  HOST: z.string().min(1, 'must be an address or host name').default('127.0.0.1'),
  PUBLIC_URL: address('https://analytics.example')
    .refine(
      isHttpsOrLoopback,
      'must begin with https://, unless it is of this machine: http://127.0.0.1:3000',
    )
    .refine(
      (url) => url.username + url.password + url.search + url.hash === '' && url.pathname === '/',
      'must hold nothing but the host, and a port if it has one',
    )
    .optional(),
  CONFIG_FILE: z.string().optional(),
  DATA_DIR: z.string().min(1, 'must be a path').default('./data'),
  API_TOKEN: keys('one token, or several separated by commas', HOW_TO_MAKE).optional(),
  TOKEN_CONCURRENCY: wholeNumber('a number of questions', 1, 10_000).default(50),
  GRAPHIQL: z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'),
  TOKEN_COST_PER_MINUTE: wholeNumber('a cost', 10_000, 10 ** 12).default(20_000_000),
  SIGNALZEN_API_SECRET: secrets.optional(),
  SIGNALZEN_API: z.enum(['on', 'off'], { error: 'must be on or off' }).default('on'),
  SIGNALZEN_API_URL: address('https://api.signalzen.com/external')
    .refine(
      (url) => url.username + url.password + url.search + url.hash === '',
      'must hold neither a user nor a password, nor anything after its path',
    )
    .optional(),
  SIGNALZEN_API_RATE: decimal('a number of requests per second', 0.1, 1000).default(5),
  CLICKHOUSE_URL: servers.optional(),
  CLICKHOUSE_CLUSTER: z
    .string()
    .regex(/^[A-Za-z0-9_.-]+$/, 'must be the name of a cluster in remote_servers, as system.clusters has it')
    .optional(),
  CLICKHOUSE_SHARD_BY: z.enum(['account'], { error: 'must be account' }).optional(),
  CLICKHOUSE_QUORUM: z.enum(['majority', 'one'], { error: 'must be majority or one' }).default('majority'),
  CLICKHOUSE_USER: z.string().min(1, 'must be a user name').default('default'),
  CLICKHOUSE_PASSWORD: z.string().default(''),
  CLICKHOUSE_DATABASE: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be a name of letters, digits and underscores')
    .default('signalzen'),
  CLICKHOUSE_MEMORY: memory(LEAST_CLICKHOUSE_MEMORY).optional(),
  BI_PASSWORD: z
    .string()
    .regex(/^[!-~]{12,}$/, 'must be at least 12 letters, digits and signs of ASCII, without blanks')
    .refine(
      (text) => text.length < 12 || weaknessOf(text, 12) === undefined,
      `can be guessed: ${HOW_TO_MAKE}`,
    )
    .optional(),
  EPISODE_IDLE_GAP_HOURS: wholeNumber('a number of hours', 1, 8760).default(24),
  EPISODE_TAIL_SECONDS: wholeNumber('a number of seconds', 0, 3600).default(120),
  STATE_EVENT_TIME: z
    .enum(['payload', 'received'], { error: 'must be payload or received' })
    .default('payload'),
  COPILOT_IDS: list(
    'one sender id, or several separated by commas, each alone or as <account>:<id>',
  ).optional(),
  COPILOT_ON_BY_DEFAULT: list('account names separated by commas').optional(),
  ROLLUP_EVERY_SECONDS: wholeNumber('a number of seconds', 1, 3600).default(2),
  RETENTION_TEXTS_DAYS: wholeNumber('a number of days', 1, 36_500).optional(),
  RETENTION_EVENTS_DAYS: wholeNumber('a number of days', 1, 36_500).optional(),
  RETENTION_FACTS_DAYS: wholeNumber('a number of days', 1, 36_500).optional(),
  ERASE_DESTROYED_CHATS: z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'),
  WEBHOOK_MAX_BODY_BYTES: wholeNumber('a number of bytes', 1024, 16 * 2 ** 20).default(2 ** 20),
  SPOOL_MAX_PENDING_BYTES: wholeNumber('a number of bytes', 2 ** 26, BYTES_OF_A_TEBIBYTE).default(
    16 * 2 ** 30,
  ),
  SPOOL_SEGMENT_BYTES: wholeNumber('a number of bytes', 2 ** 16, 2 ** 30).default(2 ** 25),
  SPOOL_MIN_FREE_BYTES: wholeNumber('a number of bytes', 0, BYTES_OF_A_TEBIBYTE).default(2 ** 28),
  SPOOL_RETENTION_HOURS: wholeNumber('a number of hours', 0, 8760).default(72),
  LAG_ALARM_SECONDS: wholeNumber('a number of seconds', 5, 86_400).default(60),
  SPOOL_RETENTION_BYTES: wholeNumber('a number of bytes', 0, BYTES_OF_A_TEBIBYTE).default(8 * 2 ** 30),
  SPOOL_ARCHIVE_DIR: z.string().optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
});

/** The environment variables that the service knows, with their defaults. */
export const environmentSchema = variables
  .refine(
    (given) => given.SPOOL_SEGMENT_BYTES >= given.WEBHOOK_MAX_BODY_BYTES + SEGMENT_BYTES_BESIDES_A_BODY,
    {
      path: ['SPOOL_SEGMENT_BYTES'],
      error: `must be at least ${SEGMENT_BYTES_BESIDES_A_BODY} bytes more than WEBHOOK_MAX_BODY_BYTES: a segment holds whole deliveries`,
    },
  )
  .refine(
    (given) =>
      given.CLICKHOUSE_CLUSTER !== undefined || (given.CLICKHOUSE_URL ?? []).flat().slice(1).length === 0,
    {
      path: ['CLICKHOUSE_URL'],
      error:
        'must be one server where CLICKHOUSE_CLUSTER is not set: several are the nodes of the cluster that this names',
    },
  )
  .refine(
    ({ CLICKHOUSE_CLUSTER: cluster, CLICKHOUSE_SHARD_BY: shardBy, CLICKHOUSE_URL: shards = [] }) =>
      cluster === undefined || shardBy !== undefined || shards.length < 2,
    {
      path: ['CLICKHOUSE_URL'],
      error:
        'must hold no ";" where CLICKHOUSE_SHARD_BY is not set: it stands between the shards of a cluster',
    },
  )
  .refine((given) => given.CLICKHOUSE_SHARD_BY === undefined || given.CLICKHOUSE_CLUSTER !== undefined, {
    path: ['CLICKHOUSE_SHARD_BY'],
    error: 'needs CLICKHOUSE_CLUSTER, the cluster whose shards accounts are divided among',
  })
  .refine((given) => given.CLICKHOUSE_SHARD_BY === undefined || (given.CLICKHOUSE_URL?.length ?? 0) > 1, {
    path: ['CLICKHOUSE_SHARD_BY'],
    error:
      'needs two shards or more in CLICKHOUSE_URL, with ";" between them: http://node-1:8123,http://node-2:8123;http://node-3:8123',
  })
  .refine((given) => given.CLICKHOUSE_CLUSTER === undefined || given.CLICKHOUSE_URL !== undefined, {
    path: ['CLICKHOUSE_CLUSTER'],
    error:
      'needs CLICKHOUSE_URL with the HTTP address of each node of the cluster, separated by commas: the embedded ' +
      'ClickHouse is a single server',
  });

/** What each setting may be by itself. */
export const settingShapes = variables.shape;
export type SettingName = keyof typeof settingShapes;

/** The names of all settings, but for those of accounts. */
export const SETTING_NAMES: readonly string[] = Object.keys(variables.shape);

const ACCOUNT_SECRET = /^SIGNALZEN_API_SECRET_(.+)$/;

/** The accounts named by `SIGNALZEN_API_SECRET_<NAME>`, in lower case. */
export function accountsOf(environment: Readonly<Record<string, string>>): {
  accounts: Map<string, string[]>;
  problems: string[];
} {
  const accounts = new Map<string, string[]>();
  const problems: string[] = [];
  for (const [variable, value] of Object.entries(environment)) {
    const name = ACCOUNT_SECRET.exec(variable)?.[1]?.toLowerCase();
    if (name === undefined) continue;
    const parsed = secrets.safeParse(value);
    if (!parsed.success) problems.push(`${variable} ${parsed.error.issues[0]?.message ?? 'is wrong'}`);
    else if (name === 'default')
      problems.push(`${variable} is not needed: the account "default" has SIGNALZEN_API_SECRET`);
    else if (!ACCOUNT_NAME.test(name)) problems.push(`${variable} must end in letters, digits, "_" or "-"`);
    else if (accounts.has(name)) problems.push(`${variable} names the account "${name}" a second time`);
    else accounts.set(name, parsed.data);
  }
  return { accounts, problems };
}
