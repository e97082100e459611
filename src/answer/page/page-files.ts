import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../platform/package-root';
import { Injectable } from '@nestjs/common';
import { PageFile } from './page-file';

/** Where `npm run build` puts what page/ is built into. */
const CLIENT = join(PACKAGE_ROOT, 'dist', 'client');
const BROTLI = '.br';

/**
 * The built page, read once. A request names a file of this list or none: no path is ever made of what a request
 * says.
 */
@Injectable()
export class PageFiles {
  readonly index: PageFile;
  readonly graphiql: PageFile;
  private readonly assets: ReadonlyMap<string, PageFile>;

  /** @throws Error if the page was not built */
  constructor() {
    this.index = read('index.html', CLIENT);
    this.graphiql = read('graphiql.html', CLIENT);
    const folder = join(CLIENT, 'assets');
    const names = readdirSync(folder).filter((name) => !name.endsWith(BROTLI));
    this.assets = new Map(names.map((name) => [name, read(name, folder)]));
  }

  /** @param name with the hash of the content, such as `main-3F2A.js` */
  asset(name: string): PageFile | undefined {
    return this.assets.get(name);
  }
}

function read(name: string, folder: string): PageFile {
  const path = join(folder, name);
  const compressed = path + BROTLI;
  return new PageFile(
    name,
    readFileSync(path),
    existsSync(compressed) ? readFileSync(compressed) : undefined,
  );
}
