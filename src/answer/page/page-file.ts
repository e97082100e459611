import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** One form of a file; its tag is another for each content and form. */
interface Variant {
  readonly body: Buffer;
  readonly etag: string;
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

/** A file of the page as it is sent: plain, with Brotli if it was built so, and with gzip when somebody first asks. */
export class PageFile {
  readonly type: string;
  readonly plain: Variant;
  readonly br: Variant | undefined;
  #gzip: Variant | undefined;

  /**
   * @param name of which the ending tells the type
   * @param brotli the same, compressed
   * @throws Error for an ending of no known type
   */
  constructor(name: string, body: Buffer, brotli?: Buffer) {
    const type = TYPES[name.slice(name.lastIndexOf('.') + 1)];
    if (type === undefined) throw new Error(`the page has a file of an unknown type: ${name}`);
    this.type = type;
    this.plain = variantOf(body);
    this.br = brotli === undefined ? undefined : variantOf(brotli);
  }

  get gzip(): Variant {
    this.#gzip ??= variantOf(gzipSync(this.plain.body, { level: 9 }));
    return this.#gzip;
  }
}

function variantOf(body: Buffer): Variant {
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
}
