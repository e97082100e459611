import { resolve } from 'node:path';

/** What Node is given to run a command of the built program, such as `start`. */
export function builtProgram(command: string): [string, string] {
  return [resolve('dist/src/main.js'), command];
}
