import { isDebugWanted } from '../../platform/config/process-environment';
import { failureText } from './failure-text';

/**
 * Runs the body of a program. When it fails, a person is told what is wrong, and the process ends with the exit code 1,
 * whatever still goes on in it.
 */
export function runCommand(body: () => Promise<void>): void {
  body().catch((error: unknown) => {
    console.error(failureText(error));
    if (isDebugWanted()) console.error(error);
    process.exit(1);
  });
}
