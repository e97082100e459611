/** What the load generator is told to do. */
export interface LoadOrders {
  readonly port: number;
  readonly path: string;
  readonly secret: string;
  readonly connections: number;
  /** Requests a second of all connections together; `undefined`: as many as are answered. */
  readonly perSecond?: number;
  /** Seconds of load before the clock starts. */
  readonly warmUpSeconds: number;
  readonly seconds: number;
  /** Requests made before the first is sent; when all are used, the load ends early. */
  readonly stock: number;
  /** The messages have the ids `firstId`, `firstId` + 1, … in the order of sending. */
  readonly firstId: number;
}

/** What became of it. Every request that was sent was answered with 200: anything else is an error. */
export interface LoadResult {
  /** Deliveries acknowledged, warm-up included. */
  readonly acknowledged: number;
  /** Of their bodies. */
  readonly bytes: number;
  /** Sum of the CRC-32 of their bodies. */
  readonly checksums: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** From when it was really sent: without the wait for a free connection, if requests are sent when they are due. */
  readonly answerP99Ms: number;
  readonly wasStockUsedUp: boolean;
}
