import { resolve } from 'node:path';

/** The file of a built program: of the service (`main`), of the simulator (`simulate`), or of a command by its name. */
export function builtProgram(name: string): string {
  if (name === 'main') return resolve('dist/src/main.js');
  if (name === 'simulate') return resolve('dist/simulator/simulate.js');
  return resolve(`dist/src/operate/cli/${name}.js`);
}
