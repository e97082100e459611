import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { nextLine } from './typescript-process';

/** As the provider of the tests knows the service. */
export const CLIENT = { id: 'signalzen-analytics', secret: 'a-secret-of-the-client' };

/** A provider of OpenID Connect in a process of its own. */
export interface RunningProvider {
  readonly issuer: string;
  stop(): Promise<void>;
}

/** @param publicUrl of the service that people sign in to */
export async function startOpenIdProvider(publicUrl: string): Promise<RunningProvider> {
  const program = join(__dirname, 'play-openid-provider.mjs');
  const child = spawn(process.execPath, [program, publicUrl], { stdio: ['ignore', 'pipe', 'ignore'] });
  const issuer = await nextLine(createInterface({ input: child.stdout })[Symbol.asyncIterator]());
  return {
    issuer,
    stop: async () => {
      child.kill();
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}
