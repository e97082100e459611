import { laterFile } from '../api/later-file';

type LaterParts = typeof import('../later-parts');

let parts: Promise<LaterParts> | undefined;

/** What most people never open, in one file. @throws PageError where it cannot be had now */
export function laterParts(): Promise<LaterParts> {
  parts ??= laterFile(() => import('../later-parts')).catch((error: unknown) => {
    parts = undefined;
    throw error;
  });
  return parts;
}
