import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { build } from 'esbuild';

export interface BundledApp {
  readonly script: Uint8Array;
  readonly style: Uint8Array;
}

/**
 * Bundles what runs in the browser, with Grafana's packages in it.
 * @param folder where it stands, with its package.json
 */
export async function bundledApp(folder: string): Promise<BundledApp> {
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'main.tsx')],
    ...{
      bundle: true,
      write: false,
      outdir: folder,
      format: 'iife',
      platform: 'browser',
      target: 'chrome120',
    },
    ...{ jsx: 'automatic', logLevel: 'error', plugins: [packagesOf(folder)] },
    define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}', global: 'window' },
    loader: { '.svg': 'dataurl', '.woff': 'dataurl', '.woff2': 'dataurl', '.ttf': 'dataurl' },
  });
  const named = (ending: string) => {
    const file = outputFiles.find(({ path }) => path.endsWith(ending));
    if (file === undefined) throw new Error(`esbuild wrote no file that ends with ${ending}`);
    return file.contents;
  };
  return { script: named('.js'), style: named('.css') };
}

/** What the app shares with the tests must use the same copy of a package as the app. */
function packagesOf(folder: string): Plugin {
  return {
    name: 'packages of the app',
    setup(builder) {
      builder.onResolve({ filter: /^[^./]/ }, ({ path, importer, kind }) =>
        importer.startsWith(folder) || importer === ''
          ? undefined
          : builder.resolve(path, { kind, resolveDir: folder }),
      );
    },
  };
}
