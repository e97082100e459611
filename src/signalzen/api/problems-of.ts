import type { z } from 'zod';

/** What is wrong with the form of a value, and where in it; never what it holds, which may be personal. */
export function problemsOf({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => [...path, message].join(' ')).join('; ');
}
