import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** A file of the page as it is sent, plain and compressed. */
export interface PageFile {
  readonly type: string;
  readonly plain: Variant;
  readonly gzip: Variant;
}

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

/**
 * @param name of which the ending tells the type
 * @throws Error for an ending of no known type
 */
export function pageFileOf(name: string, body: Buffer): PageFile {
  const type = TYPES[name.slice(name.lastIndexOf('.') + 1)];
  if (type === undefined) throw new Error(`the page has a file of an unknown type: ${name}`);
  return { type, plain: variantOf(body), gzip: variantOf(gzipSync(body, { level: 9 })) };
}

function variantOf(body: Buffer): Variant {
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
}
