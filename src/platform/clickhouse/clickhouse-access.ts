import type { ClusterNodes } from './cluster/cluster-nodes';

/** Where a ClickHouse server listens and as whom to come. */
export interface ClickHouseAccess {
  /** Address of the HTTP interface, without user and password. */
  readonly url: URL;
  readonly user: string;
  readonly password: string;
  /**
   * Whether the one that listens there is still who is meant: asked once a connection stands, before anything is sent.
   * Without it, whoever listens is trusted.
   */
  readonly isGenuine?: () => boolean;
  /** Of a node of a cluster. */
  readonly replica?: Replica;
}

/** A node of a cluster, among the others. */
export interface Replica {
  /** As its macro `{replica}` says. */
  readonly name: string;
  readonly cluster: ClusterNodes;
}
