import { deliveriesOf } from '../../../src/simulator/delivery/deliveries';
import { sendDeliveries } from '../../../src/simulator/delivery/send-deliveries';
import { generateWorld } from '../../../src/simulator/world/generate-world';
import type { WorldOptions } from '../../../src/simulator/world/world-options';
import { historiesOf } from '../../reference/history';
import type { History } from '../../reference/history';
import { untilRolledUp } from '../../support/graphql-client';
import { RunningService, SECRET, temporaryDataDir } from '../../support/running-service';
import { withChat } from '../../support/with-chat';

/** A service that has counted a made-up world. */
export interface SeededService {
  readonly service: RunningService;
  /** What the reference makes of the same deliveries. */
  readonly reference: History;
  /** Stops it and removes its data. */
  stop(): Promise<void>;
}

/** Starts the built service, and sends it a world in which every message names its chat. */
export async function startSeededService(
  world: Partial<WorldOptions> & { until: number },
): Promise<SeededService> {
  const dataDir = await temporaryDataDir();
  const service = await RunningService.start({ dataDir: dataDir.path });
  const stop = async (): Promise<void> => {
    await service.stop();
    await dataDir.remove();
  };
  try {
    const deliveries = deliveriesOf(generateWorld(world)).map((delivery) => ({
      ...delivery,
      body: withChat(delivery),
    }));
    const receivedAt = Date.now();
    await sendDeliveries(deliveries, {
      url: new URL('/webhooks/signalzen', service.url),
      secretOf: () => SECRET,
    });
    await untilRolledUp(service.url);
    const reference = historiesOf(deliveries.map(({ account, body }) => ({ account, body, receivedAt }))).get(
      'default',
    );
    if (reference === undefined) throw new Error('the world is empty');
    return { service, reference, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
