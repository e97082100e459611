import type { SettingName } from './environment';
import { ROLES } from './roles';
import type { Role } from './roles';

/** What people are told about a setting. Texts are Markdown, and links lead from docs/. */
export interface SettingNote {
  readonly meaning: string;
  /** Which roles read it. */
  readonly roles: readonly Role[];
  /** What may stand there, where the error about a wrong value does not say it. */
  readonly values?: string;
  /** What holds where it is not set, if it has no default. */
  readonly unset?: string;
}

const ALL = ROLES;
const RECEIVE: readonly Role[] = ['receive'];
const WORK: readonly Role[] = ['work'];
const SERVE: readonly Role[] = ['serve'];
const NUMBERS: readonly Role[] = ['work', 'serve'];

/** Of all settings, under the headings by which people look for them: docs/configuration.md is written from it. */
export const SETTING_NOTES: Readonly<Record<string, Readonly<Partial<Record<SettingName, SettingNote>>>>> = {
  'The service': {
    ROLES: { roles: ALL, meaning: 'what this service does: [roles](operations.md#roles)' },
    HOST: {
      roles: ALL,
      meaning: "the address to listen at; `0.0.0.0` is all of the machine's",
      values: 'an address or host name of the machine',
    },
    PORT: { roles: ALL, meaning: 'the port to listen at; `0` is any that is free, which the log names' },
    PUBLIC_URL: {
      roles: NUMBERS,
      meaning:
        'where people reach the service: for [signing in](access.md), and for the links of [notifications](notifications.md)',
      unset: 'nobody signs in, and notifications have no links',
    },
    DATA_DIR: {
      roles: ALL,
      meaning: 'spool, embedded ClickHouse, generated secrets; one service per directory, on a local disk',
      values: 'a path',
    },
    CONFIG_FILE: {
      roles: NUMBERS,
      meaning: 'the [rules](rules.md) of a team; none there, no rules',
      values: 'a path',
      unset: '`analytics.yaml`',
    },
    LOG_LEVEL: { roles: ALL, meaning: 'how much the [log](operations.md#the-log) says' },
  },
  SignalZen: {
    SIGNALZEN_API_SECRET: {
      roles: ['receive', 'work'],
      meaning: "secret of the account `default`, from SignalZen's Console",
      values: '`current`, or `current,previous` while it is being changed',
      unset: 'generated, unless another account has one',
    },
    SIGNALZEN_API: {
      roles: WORK,
      meaning:
        "`off`: SignalZen's own API is never called, and [what webhooks leave out](connecting.md#what-webhooks-leave-out) stays missing",
    },
    SIGNALZEN_API_URL: {
      roles: WORK,
      meaning: 'base URL of that API, for use with a stand-in',
      unset: "SignalZen's",
    },
    SIGNALZEN_API_RATE: {
      roles: WORK,
      meaning: 'at most so many requests a second to it, for all accounts together',
    },
  },
  Access: {
    API_TOKEN: {
      roles: ALL,
      meaning: 'token that may do everything; make [others](access.md) for programs and people',
      values: 'one, or several separated by commas',
      unset: 'generated',
    },
    TOKEN_CONCURRENCY: {
      roles: SERVE,
      meaning: 'questions that a [token](access.md) of the list may have under way',
    },
    TOKEN_COST_PER_MINUTE: {
      roles: SERVE,
      meaning: 'what the questions of such a token may [cost](querying.md#bounds) within a minute',
    },
    GRAPHIQL: { roles: SERVE, meaning: '`on`: GraphiQL at `/graphiql`, to write GraphQL by hand' },
  },
  ClickHouse: {
    CLICKHOUSE_URL: {
      roles: ALL,
      meaning: 'HTTP address of a ClickHouse server (built and tested with 26.7)',
      values:
        'a URL such as http://clickhouse.example:8123; of a cluster, one for each node, separated by commas, with `;` between shards',
      unset: 'the embedded one',
    },
    CLICKHOUSE_CLUSTER: {
      roles: ALL,
      meaning: 'the cluster that the servers of `CLICKHOUSE_URL` are [replicas](scaling.md) in',
      values: 'a name in `remote_servers`',
      unset: 'a single server',
    },
    CLICKHOUSE_SHARD_BY: {
      roles: ALL,
      meaning: '`account`: accounts are divided among the [shards](scaling.md#shards) of the cluster',
      unset: 'one shard',
    },
    CLICKHOUSE_QUORUM: {
      roles: ALL,
      meaning: 'how many replicas must have what is written: more than half of them, or [one](scaling.md)',
    },
    CLICKHOUSE_USER: { roles: ALL, meaning: 'for `CLICKHOUSE_URL`', values: 'a name' },
    CLICKHOUSE_PASSWORD: { roles: ALL, meaning: 'for `CLICKHOUSE_URL`', values: 'a password' },
    CLICKHOUSE_DATABASE: { roles: ALL, meaning: 'created if it is missing' },
    CLICKHOUSE_MEMORY: {
      roles: RECEIVE,
      meaning: 'the most that the embedded ClickHouse may [use](operations.md#memory)',
      values: 'a size such as `512M` or `2G`, from 384M to 1024G',
      unset: 'half of the machine',
    },
    BI_PASSWORD: {
      roles: RECEIVE,
      meaning: 'password of `bi`, who may read the [views](sql.md) of the embedded ClickHouse',
      unset: 'no such user',
    },
  },
  'What numbers mean': {
    EPISODE_IDLE_GAP_HOURS: {
      roles: NUMBERS,
      meaning: "silence after which a visitor's message starts a new episode",
    },
    EPISODE_TAIL_SECONDS: {
      roles: NUMBERS,
      meaning: 'after a close, messages still belong to its episode for so long; `0`: none do',
    },
    STATE_EVENT_TIME: {
      roles: NUMBERS,
      meaning: '`received`: closes and other state events happen when they come in',
    },
    COPILOT_IDS: {
      roles: NUMBERS,
      meaning: 'operators that are the copilot: `7,shop:8`, 8 only in the account `shop`',
      values: 'ids separated by commas',
      unset: 'none',
    },
    COPILOT_ON_BY_DEFAULT: {
      roles: NUMBERS,
      meaning: 'accounts whose copilot is on in a chat until it is switched',
      unset: 'none',
      values: 'account names separated by commas',
    },
    ROLLUP_EVERY_SECONDS: {
      roles: WORK,
      meaning: 'how often new deliveries are rolled up; less often where that takes long',
    },
  },
  'Personal data': {
    RETENTION_TEXTS_DAYS: {
      roles: ['receive', 'work'],
      meaning: 'how long texts, names and addresses stay: [retention](retention.md)',
      unset: 'for good',
    },
    RETENTION_EVENTS_DAYS: {
      roles: ['receive', 'work'],
      meaning: 'how long after their last event chats keep events: [retention](retention.md)',
      unset: 'for good',
    },
    RETENTION_FACTS_DAYS: {
      roles: WORK,
      meaning: 'how long numbers are kept: [retention](retention.md)',
      unset: 'for good',
    },
    ERASE_DESTROYED_CHATS: {
      roles: WORK,
      meaning: '`on`: [forget](erasure.md) visitors whom SignalZen destroys',
    },
  },
  Receiving: {
    WEBHOOK_MAX_BODY_BYTES: { roles: RECEIVE, meaning: 'larger deliveries get a 413' },
    SPOOL_MAX_PENDING_BYTES: {
      roles: RECEIVE,
      meaning: 'accepted but not yet in ClickHouse; above it deliveries get a 503',
    },
    SPOOL_SEGMENT_BYTES: {
      roles: RECEIVE,
      meaning: 'size of a spool file; must hold a delivery of the largest size',
    },
    SPOOL_MIN_FREE_BYTES: { roles: RECEIVE, meaning: 'free disk space; below it deliveries get a 503' },
    SPOOL_RETENTION_HOURS: {
      roles: RECEIVE,
      meaning: 'how long deliveries stay in the spool once ClickHouse has them',
    },
    SPOOL_RETENTION_BYTES: {
      roles: RECEIVE,
      meaning: 'the most that stays of them; above it the oldest are removed sooner',
    },
    SPOOL_ARCHIVE_DIR: {
      roles: RECEIVE,
      meaning: 'directory they are moved to then, ideally on another disk',
      values: 'a path',
      unset: 'they are deleted',
    },
    LAG_ALARM_SECONDS: {
      roles: RECEIVE,
      meaning: 'the log warns when a delivery waits longer than this for ClickHouse',
    },
  },
};
