/**
 * Runs a TypeScript program as it stands, for tests that need a process of their own:
 * `node run-typescript.mjs program.ts …arguments`. The program sees itself as the one that was started.
 */
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { transformSync } from '@swc/core';
import { swcOptions } from '../../tools/swc-options.mjs';

const { process } = globalThis;

Module._extensions['.ts'] = (loaded, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    ...swcOptions('commonjs'),
  });
  loaded._compile(code, filename);
};

process.argv.splice(1, 1);
const program = resolve(process.argv[1]);
createRequire(program)(program);
