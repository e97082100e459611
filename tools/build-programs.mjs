// Builds the service and its commands from src/ and simulator/ into dist/. What several of them need stands in
// dist/src/chunks, with the packages: to load a few large files takes a third of the time of thousands of small ones.
// Nothing is minified, and `node --enable-source-maps` shows errors by the lines of the sources.
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { transformFile } from '@swc/core';
import { build } from 'esbuild';
import { swcOptions } from './swc-options.mjs';

const NODE_CHECK = 'dist/src/require-node.cjs';
/** All that package.json runs, and what the service starts beside itself. */
const PROGRAMS = [
  ...new Set(
    [...readFileSync('package.json', 'utf8').matchAll(/ dist\/(\S+)\.js\b/g)].map(([, name]) => name),
  ),
  'src/role-process',
];
/** What Nest would load where an application asks for it, which this one does not. */
const ABSENT = [
  ...['@apollo/gateway', '@apollo/subgraph', '@as-integrations/fastify', '@nestjs/microservices'],
  ...['@nestjs/websockets', 'class-transformer', 'class-validator', 'ts-morph'],
];
/** What only CommonJS has, for the packages that are written in it. */
const COMMONJS = `
import { createRequire as __createRequire } from 'node:module';
import { dirname as __directoryOf } from 'node:path';
import { fileURLToPath as __pathOf } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __pathOf(import.meta.url);
const __dirname = __directoryOf(__filename);`.trim();

for (const folder of ['dist/src', 'dist/simulator']) rmSync(folder, { recursive: true, force: true });

await build({
  entryPoints: PROGRAMS.map((name) => `${name}.ts`),
  outdir: 'dist',
  outbase: '.',
  outExtension: { '.js': '.mjs' },
  chunkNames: 'src/chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Classes are known to Nest, and types to GraphQL, by their names.
  keepNames: true,
  sourcemap: 'linked',
  sourcesContent: false,
  banner: { js: COMMONJS },
  external: ABSENT.flatMap((name) => [name, `${name}/*`]),
  plugins: [{ name: 'swc', setup: useSwc }],
  logLevel: 'warning',
});

// An older Node cannot even read the programs: it is told first.
for (const program of PROGRAMS) {
  const start = join('dist', `${program}.js`);
  const check = relative(dirname(start), NODE_CHECK).replace(/^(?!\.)/, './');
  const text = `#!/usr/bin/env node\n'use strict';\nrequire('${check}');\nimport('./${basename(program)}.mjs');\n`;
  writeFileSync(start, text, { mode: 0o755 });
}

// These are run by their names, in processes of their own, and need no package but one that is native.
for (const file of filesIn('src').filter((name) => /\.[cm]js$/.test(name))) cpSync(file, join('dist', file));

/** esbuild itself does not write down the types that Nest reads of decorated classes. */
function useSwc(building) {
  building.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
    const { code } = await transformFile(path, { ...swcOptions('es6'), sourceMaps: 'inline' });
    return { contents: code, loader: 'js' };
  });
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true }).map((name) => join(folder, name));
}
