import type { DeliverySink, SinkRefusal } from './delivery-sink';

/** One object, made once, as all reasons are. */
const SHARD_UNKNOWN: SinkRefusal = {
  code: 'SHARD_UNKNOWN',
  text: 'It is not known yet which shard of ClickHouse this account is on.',
};

/** Puts each delivery into the spool of the shard that its account is on. */
export class SinksOfShards implements DeliverySink {
  /** @param shardOf the name of the shard; `undefined`: not known */
  constructor(
    private readonly sinks: ReadonlyMap<string, DeliverySink>,
    private readonly shardOf: (account: string) => string | undefined,
  ) {}

  /** Without an account: why nothing is taken for any. */
  refusal(account?: string): SinkRefusal | undefined {
    if (account !== undefined) {
      const sink = this.sinkOf(account);
      return sink === undefined ? SHARD_UNKNOWN : sink.refusal(account);
    }
    const refusals = [...this.sinks.values()].map((sink) => sink.refusal());
    return refusals.every((refusal) => refusal !== undefined) ? refusals[0] : undefined;
  }

  accept(account: string, body: Buffer, done: (error?: Error) => void): void {
    const sink = this.sinkOf(account);
    if (sink === undefined) done(new Error(SHARD_UNKNOWN.text));
    else sink.accept(account, body, done);
  }

  private sinkOf(account: string): DeliverySink | undefined {
    return this.sinks.get(this.shardOf(account) ?? '');
  }
}
