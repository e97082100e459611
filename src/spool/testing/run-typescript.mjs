import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import process from 'node:process';
import { transformSync } from '@swc/core';

/** Runs a TypeScript program in a process of its own: `node run-typescript.mjs program.ts [arguments]`. */
const require = createRequire(import.meta.url);
require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    module: { type: 'commonjs' },
    jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } },
  });
  module._compile(code, filename);
};

process.argv.splice(1, 1);
require(resolve(process.argv[1]));
