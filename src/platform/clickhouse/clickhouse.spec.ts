import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ClickHouse } from './clickhouse';
import type { ClickHouseError } from './clickhouse-error';

describe('A call to a ClickHouse that is not well', () => {
  let server: Server | undefined;
  const clickhouse = new ClickHouse('test');

  const serve = async (listener: RequestListener): Promise<void> => {
    const listening = createServer(listener);
    server = listening;
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    connect((listening.address() as AddressInfo).port);
  };
  const connect = (port: number): void => {
    clickhouse.connectTo({ url: new URL(`http://127.0.0.1:${port}`), user: 'u', password: 'pass-word' });
  };
  const failure = async (options = {}): Promise<ClickHouseError> => {
    const error: unknown = await clickhouse
      .queryText('SELECT {secret: String}', { secret: 'se-cret' }, 'queries/x', options)
      .then(
        (rows) => new Error(`answered with ${rows.length} rows`),
        (reason: unknown) => reason,
      );
    expect(String(error)).not.toMatch(/pass-word|se-cret/);
    return error as ClickHouseError;
  };

  afterEach(async () => {
    await clickhouse.close();
    server?.closeAllConnections();
    server?.close();
  });

  it('fails as unreachable before the server is known, and when nothing listens', async () => {
    expect(await failure()).toMatchObject({ code: 'CLICKHOUSE_UNREACHABLE', outcomeUnknown: false });
    connect(1);
    expect(await failure()).toMatchObject({
      code: 'CLICKHOUSE_UNREACHABLE',
      outcomeUnknown: false,
      statement: 'queries/x',
    });
  });

  it('fails after its time limit, with an unknown outcome', async () => {
    await serve(() => undefined);
    const error = await failure({ timeoutMs: 100 });
    expect(error).toMatchObject({ code: 'CLICKHOUSE_TIMEOUT', outcomeUnknown: true });
  });

  it('fails after its time limit when the answer has begun and does not end', async () => {
    await serve((_, response) => response.write('{"a":1}\n'));
    expect(await failure({ timeoutMs: 200 })).toMatchObject({ code: 'CLICKHOUSE_TIMEOUT' });
  });

  it('fails when the connection breaks, before or within the answer', async () => {
    await serve((request) => request.socket.destroy());
    expect(await failure()).toMatchObject({ code: 'CLICKHOUSE_CUT_OFF', outcomeUnknown: true });
    server?.close();
    await serve((_, response) => {
      response.write('{"a":1}\n', () => response.socket?.destroy());
    });
    expect(await failure()).toMatchObject({ code: 'CLICKHOUSE_CUT_OFF', outcomeUnknown: true });
  });

  it('fails when its caller gives up', async () => {
    await serve(() => undefined);
    expect(await failure({ signal: AbortSignal.timeout(50) })).toMatchObject({ code: 'CLICKHOUSE_CUT_OFF' });
  });

  it('fails with the server’s code and name, without quoting values', async () => {
    await serve((_, response) => {
      response.writeHead(500, { 'x-clickhouse-exception-code': '47' });
      response.end(
        "Code: 47. DB::Exception: Unknown `x` near 'se-cret' se-cret. (UNKNOWN_IDENTIFIER) (version 1)",
      );
    });
    expect(await failure()).toMatchObject({
      code: 'CLICKHOUSE_REFUSED',
      serverCode: 47,
      serverType: 'UNKNOWN_IDENTIFIER',
      outcomeUnknown: false,
    });
  });

  it('refuses names of tables and columns that are more than names', () => {
    expect(() => clickhouse.insertBinary('t; DROP TABLE t', ['a'], Buffer.alloc(1))).toThrow(RangeError);
  });
});
