// Builds the page from page/ into dist/client: index.html, and assets with the hash of their content in their name.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

const CLIENT = 'dist/client';
const ASSETS = join(CLIENT, 'assets');

const { outputFiles } = await build({
  entryPoints: ['page/main.tsx', 'page/styles/main.css'],
  outdir: ASSETS,
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  // Languages are files of their own.
  splitting: true,
  bundle: true,
  minify: true,
  write: false,
  format: 'esm',
  target: ['es2022', 'chrome110', 'firefox110', 'safari16'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'eof',
  logLevel: 'warning',
});
const icon = readFileSync('page/icon.svg');
const iconHash = createHash('sha256').update(icon).digest('hex').slice(0, 8).toUpperCase();
const assets = new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]));
assets.set(`icon-${iconHash}.svg`, icon);

// A name that is gone from the build must not be served any longer.
rmSync(CLIENT, { recursive: true, force: true });
mkdirSync(ASSETS, { recursive: true });
for (const [name, contents] of assets) writeFileSync(join(ASSETS, name), contents);

/** `/assets/main-3F2A.js` for `main.js`. */
function addressOf(placeholder) {
  const [stem, extension] = placeholder.split('.');
  const name = [...assets.keys()].find(
    (asset) => asset.startsWith(`${stem}-`) && asset.endsWith(`.${extension}`),
  );
  if (name === undefined) throw new Error(`index.html asks for ${placeholder}, which was not built`);
  return `/assets/${name}`;
}
const html = readFileSync('page/index.html', 'utf8');
writeFileSync(
  join(CLIENT, 'index.html'),
  html.replace(/\{\{([a-z.]+)\}\}/g, (_, placeholder) => addressOf(placeholder)),
);
