import { once } from 'node:events';
import type { Screen } from '../src/platform/terminal/progress-line';
import { StandInApi } from './api/stand-in-api';
import type { StandInFaults } from './api/stand-in-faults';
import type { ApiServing } from './simulation';
import type { World } from './world/model';

/** How the API answers as long as nothing of the world may be known. */
const NOT_YET: Partial<StandInFaults> = { failedShare: 1 };

/**
 * Serves the API of a world while something is played, and after that until it is told to stop. Answers what the
 * play did; `false` if it was stopped before its end. The API fails until the play says that it may be read.
 * @throws SimulatorError `API_PORT_TAKEN`, and what the play throws
 */
export async function serveApiDuring(
  play: (api: StandInApi, mayBeRead: () => void) => Promise<boolean>,
  world: World,
  { port, faults, stop, secret, screen }: ApiServing & { readonly secret: string; readonly screen: Screen },
): Promise<boolean> {
  const api = new StandInApi(world, { secret, faults: NOT_YET });
  const url = await api.listen(port);
  const mayBeRead = () => {
    api.change({ failedShare: 0, ...faults });
  };
  const stopped = stop.aborted ? Promise.resolve() : once(stop, 'abort');
  try {
    screen.write(`SignalZen's API: start the service with\n  SIGNALZEN_API_URL=${url.href}\n`);
    const result = await Promise.race([play(api, mayBeRead), stopped]);
    if (typeof result !== 'boolean') return false;
    screen.write('The API goes on answering until Ctrl-C.\n');
    await stopped;
    return result;
  } finally {
    await api.close();
    screen.write(`The API answered (${api.log.maxInOneSecond}/s at most): ${api.log.toString()}\n`);
  }
}
