import type { SinkRefusal } from './delivery-sink';
import { SinksOfShards } from './sinks-of-shards';

class Sink {
  readonly accepted: string[] = [];
  refuses: SinkRefusal | undefined;

  refusal(): SinkRefusal | undefined {
    return this.refuses;
  }

  accept(account: string, body: Buffer, done: (error?: Error) => void): void {
    this.accepted.push(`${account}: ${body.toString()}`);
    done();
  }
}

describe('The sinks of several shards', () => {
  let shards: Map<string, string>;
  let one: Sink;
  let two: Sink;
  let sinks: SinksOfShards;
  const full = { code: 'SPOOL_BACKLOG_FULL', text: 'Too many deliveries wait for ClickHouse.' };

  beforeEach(() => {
    shards = new Map([
      ['shop', '1'],
      ['club', '2'],
    ]);
    [one, two] = [new Sink(), new Sink()];
    sinks = new SinksOfShards(
      new Map([
        ['1', one],
        ['2', two],
      ]),
      (account) => shards.get(account),
    );
  });

  it('get what is of the accounts on their shards, and nothing else', () => {
    const errors: unknown[] = [];
    for (const account of ['shop', 'club', 'bank'])
      sinks.accept(account, Buffer.from(account), (error) => errors.push(error));
    expect([one.accepted, two.accepted]).toEqual([['shop: shop'], ['club: club']]);
    expect(errors).toEqual([undefined, undefined, expect.any(Error)]);
  });

  it('refuse for the accounts of one shard what that refuses, and all only if each does', () => {
    two.refuses = full;
    expect(['shop', 'club'].map((account) => sinks.refusal(account))).toEqual([undefined, full]);
    expect(sinks.refusal()).toBeUndefined();
    one.refuses = full;
    expect(sinks.refusal()).toBe(full);
  });

  it('refuse an account until its shard is known', () => {
    expect(sinks.refusal('bank')?.code).toBe('SHARD_UNKNOWN');
    shards.set('bank', '2');
    expect(sinks.refusal('bank')).toBeUndefined();
  });
});
