import type { RetentionSettings } from './kept-days';
import type { LogLevel } from './environment';
import type { OperatorChoice } from './operator-choice';
import type { Role } from './roles';

/** The replicas of one shard, in a cluster of ClickHouse. */
export interface ClusterSettings {
  /** As in `remote_servers` of all nodes. */
  readonly name: string;
  /** Of all nodes, those first that are preferred to write on. */
  readonly urls: readonly URL[];
  /** Whether what is written must be on more than half of the nodes; else one is enough. */
  readonly hasQuorum: boolean;
  /** Of several shards, the one that the nodes are of; `undefined`: the cluster has no other. */
  readonly shard?: ShardOfCluster | undefined;
}

export interface ShardOfCluster {
  /** Its place in `CLICKHOUSE_URL`, from 1. */
  readonly number: number;
  /** How many shards the cluster has. */
  readonly shards: number;
  /** How many nodes all of them have. */
  readonly nodes: number;
}

/** Where the events are kept: a server somebody runs, or the one this service runs itself. */
export interface ClickHouseSettings {
  /** Of a cluster, the first of its nodes; `undefined`: the embedded server. */
  readonly url: URL | undefined;
  /** `undefined`: a single server. */
  readonly cluster?: ClusterSettings | undefined;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Of the user who reads the public views of the embedded server; `undefined`: there is no such user. */
  readonly readerPassword: string | undefined;
  /** The most that the embedded server may use, in bytes; `undefined`: what suits the machine. */
  readonly memoryBytes: number | undefined;
}

/** One of several shards, each of which has some of the accounts: docs/decisions/0020-shards-by-account.md. */
export interface ShardSettings {
  /** Its place in `CLICKHOUSE_URL`, from 1. */
  readonly name: string;
  readonly clickhouse: ClickHouseSettings;
}

export interface SpoolSettings {
  /** Bytes accepted on disk and not yet in ClickHouse, above which deliveries are refused. */
  readonly maxPendingBytes: number;
  /** Size of a segment file, the unit in which the spool is rotated and deleted. */
  readonly segmentBytes: number;
  /** Free bytes of the file system below which deliveries are refused. */
  readonly minFreeBytes: number;
  /** How long a segment is kept after ClickHouse holds all of it. */
  readonly retentionMs: number;
  /** Bytes of such segments above which the oldest go earlier. */
  readonly retentionBytes: number;
  /** Absolute path of where segments go then; `undefined`: they are deleted. */
  readonly archiveDir: string | undefined;
}

/** SignalZen's own API, which is asked for what its webhooks do not tell. */
export interface SignalZenApiSettings {
  /** Whether it may be asked at all. */
  readonly isOn: boolean;
  /** The base URL, such as `https://api.signalzen.com/external`. */
  readonly url: URL;
  /** The most that all accounts together ask. */
  readonly requestsPerSecond: number;
  /**
   * The accounts that can be asked for; none when it is off. The account whose secret the first start made is one
   * only where a URL is set: that is a stand-in's, while SignalZen knows no such secret.
   */
  readonly accounts: readonly string[];
}

/** Everything the environment decides, read once at start. */
export interface Settings {
  /** Of the service, which may be two processes: at least one, in the order of `ROLES`. */
  readonly roles: readonly Role[];
  readonly host: string;
  readonly port: number;
  /** Where people reach the service: an origin, with no path. `undefined`: nobody has said. */
  readonly publicUrl: URL | undefined;
  /** Absolute path. */
  readonly dataDir: string;
  /** The file of rules. */
  readonly configFile: {
    /** Whole path. */
    readonly path: string;
    /** Whether the environment says so: then it must be there. */
    readonly isNamed: boolean;
  };
  /** A variable of the environment that is no setting: what the file of rules names as `${NAME}`. */
  readonly variable: (name: string) => string | undefined;
  /** Account name → its secrets, the current one first. */
  readonly accounts: ReadonlyMap<string, readonly string[]>;
  readonly signalzenApi: SignalZenApiSettings;
  readonly apiTokens: readonly string[];
  /** How many questions one token of the list may have under way. */
  readonly tokenConcurrency: number;
  /** What one token of the list may cost within a minute, as the cost of a GraphQL operation is counted. */
  readonly tokenCostPerMinute: number;
  /** Whether GraphiQL is served. */
  readonly hasGraphiql: boolean;
  /** Which of those in use the first start made: see `secrets.json` in `dataDir`. */
  readonly generated: { readonly secret: boolean; readonly token: boolean };
  /** Of several shards, the first: it has what is of no account. */
  readonly clickhouse: ClickHouseSettings;
  /** All that accounts are divided among, two or more; empty: there is one database for all of them. */
  readonly shards: readonly ShardSettings[];
  readonly spool: SpoolSettings;
  readonly webhookMaxBodyBytes: number;
  readonly episodeIdleGapSeconds: number;
  /** How long after its close messages still belong to an episode; 0: not at all. */
  readonly episodeTailSeconds: number;
  /** What dates state events: the times that they state, or their receipt. */
  readonly stateEventTime: 'payload' | 'received';
  /** Operators whose messages are the copilot's. */
  readonly copilotIds: readonly OperatorChoice[];
  /** Accounts in whose chats the copilot is on before it is switched for the first time. */
  readonly copilotOnAccounts: readonly string[];
  readonly rollupEverySeconds: number;
  /** For how many days texts (names, addresses and attributes as well), events and facts are kept. */
  readonly retention: RetentionSettings;
  /** Whether a chat that SignalZen says to have destroyed is erased here as well. */
  readonly eraseDestroyedChats: boolean;
  /** Age of the oldest delivery not yet in ClickHouse, above which the log warns. */
  readonly lagAlarmMs: number;
  readonly logLevel: LogLevel;
}
