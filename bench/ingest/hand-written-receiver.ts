import { EmbeddedClickHouse } from '../../src/platform/clickhouse/embedded/embedded-clickhouse';
import type { ClickHouseAccess } from '../../src/platform/clickhouse/clickhouse-access';
import { createLog } from '../../src/platform/logging/log';
import { BENCH_SECRET, START_WITHIN_MS } from '../support/bench-defaults';
import { processorSeconds } from '../support/processes';
import type { Workshop } from '../support/workshop';
import { portIn } from './receiver';
import type { Receiver } from './receiver';

const DATABASE = 'handwritten';

/** Express with one awaited insert per event, and an embedded ClickHouse of its own. */
export async function startHandWrittenReceiver(workshop: Workshop): Promise<Receiver<undefined>> {
  const { server, access } = await startClickHouse(await workshop.newFolder('hand-written'));
  try {
    const { user: username, password } = access;
    const program = workshop.startOwn('hand-written-receiver', {
      secret: BENCH_SECRET,
      clickhouse: { url: access.url.origin, username, password },
      database: DATABASE,
    });
    return {
      port: await program.says(portIn, START_WITHIN_MS),
      path: '/webhooks/signalzen',
      lastWords: () => program.lastWords,
      processorSeconds: () =>
        processorSeconds(program.pid) + (server.pid === undefined ? NaN : processorSeconds(server.pid)),
      afterwards: () => Promise.resolve(undefined),
      stop: async () => {
        await workshop.stop(program);
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function startClickHouse(
  dataDir: string,
): Promise<{ server: EmbeddedClickHouse; access: ClickHouseAccess }> {
  return new Promise((answers, failed) => {
    const server = new EmbeddedClickHouse({
      dataDir,
      database: DATABASE,
      readerPassword: undefined,
      memoryBytes: undefined,
      log: createLog('error'),
      onAnswering: (access) => {
        answers({ server, access });
      },
      onUnusable: failed,
    });
    server.start().catch(failed);
  });
}
