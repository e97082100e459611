import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SpoolRecord } from '../../receive/spool/spool-record';
import { withoutContent } from '../../platform/events/erased-event';
import { SQL_FOLDER } from '../../platform/clickhouse/sql-files';
import { DELIVERY_COLUMNS, encodeDeliveries } from './delivery-rows';
import { eventOfRecord } from './event-of-record';

/** The columns of `deliveries_store` with the sort of bytes that RowBinary has for their types. */
const SORTS: readonly (readonly [RegExp, (reader: Reader) => unknown])[] = [
  [/^UInt64/, (reader) => reader.wide()],
  [/^DateTime64\(3/, (reader) => reader.wide()],
  [/^(LowCardinality\()?String/, (reader) => reader.string()],
  [/^Map\(LowCardinality\(String\), String\)/, (reader) => reader.map()],
  [/^(UInt8|Bool|Enum8)/, (reader) => reader.byte()],
];

/** Those that a drain writes: not what is computed. */
function columnsOfTheTable(): { name: string; read: (reader: Reader) => unknown }[] {
  const text = readFileSync(join(SQL_FOLDER, 'schema/deliveries_store.sql'), 'utf8');
  const columns = [...text.matchAll(/^ {4}([a-z_]+) +([A-Z].*)$/gm)].filter(
    ([line]) => !line.includes(' ALIAS '),
  );
  return columns.map(([, name = '', type = '']) => {
    const read = SORTS.find(([pattern]) => pattern.test(type))?.[1];
    if (read === undefined) throw new Error(`the spec does not know the type of ${name}: ${type}`);
    return { name, read };
  });
}

class Reader {
  at = 0;

  constructor(private readonly bytes: Buffer) {}

  get isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }

  byte(): number {
    return this.bytes.readUInt8(this.at++);
  }

  wide(): bigint {
    this.at += 8;
    return this.bytes.readBigUInt64LE(this.at - 8);
  }

  length(): number {
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const next = this.byte();
      length |= (next & 0x7f) << shift;
      if (next < 0x80) return length;
    }
  }

  string(): Buffer {
    const length = this.length();
    this.at += length;
    return Buffer.from(this.bytes.subarray(this.at - length, this.at));
  }

  map(): Record<string, string> {
    const pairs = Array.from({ length: this.length() }, () => [this.string(), this.string()] as const);
    return Object.fromEntries(pairs.map(([name, value]) => [name.toString(), value.toString()]));
  }
}

/** The rows, as a server reads them that has the table of the schema. */
function rowsIn(bytes: Buffer): Record<string, unknown>[] {
  const table = columnsOfTheTable();
  const columns = DELIVERY_COLUMNS.map((name) => table.find((column) => column.name === name));
  const reader = new Reader(bytes);
  const rows: Record<string, unknown>[] = [];
  while (!reader.isAtEnd) {
    rows.push(
      Object.fromEntries(columns.map((column) => [column?.name ?? '', column?.read(reader)] as const)),
    );
  }
  return rows;
}

const received = (body: Buffer, sequence: number): SpoolRecord => ({
  segmentId: 2n ** 63n + 5n,
  sequence,
  account: 'shop',
  receivedAt: 1_767_225_600_123,
  occurrence: 0n,
  body,
});
const text = (value: string) => Buffer.from(value);

describe('the rows of deliveries', () => {
  it('have every column of the table, by its name', () => {
    expect([...DELIVERY_COLUMNS].sort()).toEqual(
      columnsOfTheTable()
        .map(({ name }) => name)
        .sort(),
    );
  });

  it('say what a delivery says, and hold its exact bytes', async () => {
    const body = text(
      '{"event_type":"message.created","data":{"id":28,"type":"Message","created_at":"2024-06-08T08:01:23.004Z","rating":4,"auto_invitation":true,"sender_type":"Bot","sender":{"id":5,"ai":true},"user":{"id":77}}}',
    );
    const message = rowsIn(await encodeDeliveries([received(body, 9)]))[0];
    expect(message).toMatchObject({
      segment_id: 2n ** 63n + 5n,
      sequence: 9n,
      received_at: 1_767_225_600_123n,
      account: text('shop'),
      event_id: text('message.created/28'),
      event_type: text('message.created'),
      message_id: text('28'),
      occurred_at: BigInt(Date.UTC(2024, 5, 8, 8, 1, 23, 4)),
      occurred_from: 1,
      parse_error: text(''),
      message_type: text('Message'),
      sender_type: text('bot'),
      sender_id: text('5'),
      sender_is_ai: 1,
      auto_invitation: 1,
      rating: 4,
      body,
    });
  });

  it('say of an erased delivery all that is counted, and nothing that was written', async () => {
    const user = {
      ...{ id: 77, name: 'Ada', updated_at: '2024-06-08T08:01:23.004Z', last_url: 'https://a.example/b?c' },
      user_attributes: [{ name: 'home', value: 'Lovelace Hall' }],
    };
    const bodies = [
      { event_type: 'message.created', data: { id: 28, body: 'Thanks', sender_type: 'user', sender: user } },
      { event_type: 'user.rated', data: { user, message: { id: 29, rating: 4 } } },
      { event_type: 'user.copilot_on', data: { ...user, updated_at: undefined } },
    ].map((body) => text(JSON.stringify(body)));
    const records = [...bodies, text('no JSON')].map((body, place) => ({
      ...received(body, place),
      occurrence: 5n,
    }));
    const erased = records.map((record) => ({
      ...record,
      body: withoutContent(eventOfRecord(record)),
      isErased: true,
    }));
    expect(erased.map(({ body }) => body.toString()).join()).not.toMatch(/Ada|Lovelace|Thanks|no JSON/);
    const before = rowsIn(await encodeDeliveries(records));
    expect(before[0]).toMatchObject({ may_be_last_word: 1, attributes_seen: 1, page: text('/b') });
    expect(rowsIn(await encodeDeliveries(erased))).toEqual(
      before.map((row) => ({ ...row, attributes: {}, is_erased: 1, body: text('') })),
    );
  });

  it('follow one another, also around a body that is no text', async () => {
    const bodies = [text('{"event_type":'), Buffer.from('ff00fe', 'hex'), Buffer.alloc(0), text('[]')];
    const rows = rowsIn(await encodeDeliveries(bodies.map((body, index) => received(body, index))));
    expect(rows.map((row) => [row['sequence'], row['body']])).toEqual(
      bodies.map((body, index) => [BigInt(index), body]),
    );
    for (const row of rows) {
      expect(row).toMatchObject({ occurred_from: 2, occurred_at: 1_767_225_600_123n, chat_id: text('') });
      expect((row['parse_error'] as Buffer).length).toBeGreaterThan(0);
    }
  });

  it('are no bytes at all for no deliveries', async () => {
    expect(await encodeDeliveries([])).toHaveLength(0);
  });
});
