// Builds the page and GraphiQL from page/ into dist/client: index.html, graphiql.html, and assets with the hash of
// their content in their name. What the page consists of lies there as Brotli too, which takes too long when asked for.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

const CLIENT = 'dist/client';
const ASSETS = join(CLIENT, 'assets');

/** The fonts of GraphiQL are data: URLs, which the page's policy does not let in, and most of its style sheet. */
const withoutFonts = {
  name: 'without-fonts',
  setup: ({ onLoad }) => {
    onLoad({ filter: /graphiql\/dist\/style\.css$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/@font-face\s*\{[^}]*\}/g, ''),
      loader: 'css',
    }));
  },
};

/** What is fetched later has a style sheet of its own, which a script names by its address. */
const laterStyles = {
  name: 'later-styles',
  setup: ({ onLoad, initialOptions }) => {
    onLoad({ filter: /page\/styles\/later\.css$/ }, async ({ path }) => {
      const { minify, target } = initialOptions;
      const sheet = await build({ entryPoints: [path], bundle: true, write: false, minify, target });
      return { contents: sheet.outputFiles[0].contents, loader: 'file' };
    });
  },
};

const COMMON = {
  outdir: ASSETS,
  entryNames: '[name]-[hash]',
  bundle: true,
  minify: true,
  // Arabic written as escapes takes a third more.
  charset: 'utf8',
  write: false,
  format: 'esm',
  target: ['es2022', 'chrome110', 'firefox110', 'safari16'],
  legalComments: 'eof',
  logLevel: 'warning',
};
const { outputFiles, metafile } = await build({
  ...COMMON,
  metafile: true,
  entryPoints: ['page/main.tsx', 'page/styles/main.css'],
  chunkNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  publicPath: '/assets',
  plugins: [laterStyles],
  // Languages, and what most people never open, are files of their own.
  splitting: true,
  jsx: 'automatic',
  jsxImportSource: 'preact',
});
const graphiql = await build({
  ...COMMON,
  entryPoints: ['page/graphiql/graphiql.mjs'],
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [withoutFonts],
});
const icon = readFileSync('page/icon.svg');
const iconHash = createHash('sha256').update(icon).digest('hex').slice(0, 8).toUpperCase();
const built = [...outputFiles, ...graphiql.outputFiles];
const assets = new Map(built.map(({ path, contents }) => [basename(path), contents]));
assets.set(`icon-${iconHash}.svg`, icon);

// A name that is gone from the build must not be served any longer.
rmSync(CLIENT, { recursive: true, force: true });
mkdirSync(ASSETS, { recursive: true });
for (const [name, contents] of assets) writeFileSync(join(ASSETS, name), contents);
for (const { path, contents } of outputFiles)
  writeFileSync(join(ASSETS, `${basename(path)}.br`), brotliCompressSync(contents));

/** `/assets/main-3F2A.js` for `main.js`. */
function addressOf(placeholder) {
  const [stem, extension] = placeholder.split('.');
  const name = [...assets.keys()].find(
    (asset) => asset.startsWith(`${stem}-`) && asset.endsWith(`.${extension}`),
  );
  if (name === undefined) throw new Error(`a page asks for ${placeholder}, which was not built`);
  return `/assets/${name}`;
}

/** What a built file cannot begin without, and what that cannot, by their names. */
function importsOf(output, found = new Set()) {
  for (const { path, kind } of metafile.outputs[output]?.imports ?? []) {
    if (kind !== 'import-statement' || found.has(basename(path))) continue;
    found.add(basename(path));
    importsOf(path, found);
  }
  return found;
}

/** Fetched beside the page's script, not after it. */
function preloads() {
  const [main] = Object.keys(metafile.outputs).filter(
    (path) => metafile.outputs[path].entryPoint === 'page/main.tsx',
  );
  return [...importsOf(main)]
    .map((name) => `<link rel="modulepreload" href="/assets/${name}" />`)
    .join('\n    ');
}

for (const [source, target] of [
  ['page/index.html', 'index.html'],
  ['page/graphiql/index.html', 'graphiql.html'],
]) {
  const html = readFileSync(source, 'utf8');
  writeFileSync(
    join(CLIENT, target),
    html.replace(/\{\{([a-z.]+)\}\}/g, (_, placeholder) =>
      placeholder === 'preloads' ? preloads() : addressOf(placeholder),
    ),
  );
}
