import { sendDeliveries } from '../../../simulator/delivery/send-deliveries';
import { untilRolledUp } from '../../support/graphql-client';
import { RunningService, SECRET, temporaryDataDir } from '../../support/running-service';
import { deliveriesOfWorld } from './shared-world';
import type { MadeUpWorld } from './shared-world';

/** A service that has counted a made-up world. */
export interface SeededService {
  readonly service: RunningService;
  /** Stops it and removes its data. */
  stop(): Promise<void>;
}

/** Starts the built service, and sends it a world in which every message names its chat. */
export async function startSeededService(world: MadeUpWorld): Promise<SeededService> {
  const dataDir = await temporaryDataDir();
  const service = await RunningService.start({ dataDir: dataDir.path });
  const stop = async (): Promise<void> => {
    await service.stop();
    await dataDir.remove();
  };
  try {
    await sendDeliveries(deliveriesOfWorld(world), {
      url: new URL('/webhooks/signalzen', service.url),
      secretOf: () => SECRET,
    });
    await untilRolledUp(service.url);
    return { service, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
