import type { Settings } from '../src/platform/config/settings';
import { SimulatorError } from './simulator-error';

/** Addresses that a server listens on to be reached at any of its own. */
const ANY_ADDRESS: ReadonlyMap<string, string> = new Map([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '::1'],
]);

/**
 * Where a service with these settings is reached from the same machine.
 * @throws SimulatorError `ADDRESS_UNKNOWN` where it takes any free port
 */
export function serviceAddress({ host, port }: Pick<Settings, 'host' | 'port'>): URL {
  if (port === 0) {
    throw new SimulatorError(
      'ADDRESS_UNKNOWN',
      'With PORT=0 the service takes any free port: give the address that it says when it is ready, as ' +
        '--url http://127.0.0.1:<port>/webhooks/signalzen.',
    );
  }
  const name = ANY_ADDRESS.get(host) ?? host;
  return new URL(`http://${name.includes(':') ? `[${name}]` : name}:${port}`);
}
