import { z } from 'zod';

const schema = z.union([z.strictObject({ version: z.int() }), z.strictObject({ unconfined: z.string() })]);

/** The version of Landlock that confines the engine's process, or why it could not be confined. */
export type Confinement = z.infer<typeof schema>;

/** What confined-start.mjs tells in a line of standard error; `undefined` for every other line. */
export function confinementSaidIn(line: string): Confinement | undefined {
  if (!/^\{"(version|unconfined)":/.test(line)) return undefined;
  return schema.parse(JSON.parse(line));
}
