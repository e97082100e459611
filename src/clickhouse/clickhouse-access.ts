/** Where a ClickHouse server listens and as whom to come. */
export interface ClickHouseAccess {
  /** Address of the HTTP interface, without user and password. */
  readonly url: URL;
  readonly user: string;
  readonly password: string;
}
