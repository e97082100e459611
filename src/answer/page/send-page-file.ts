import type { Request, Response } from 'express';
import type { PageFile } from './page-file';

/** Nothing from elsewhere, and nothing inline. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

interface SentPageFile {
  readonly file: PageFile;
  readonly cacheControl: string;
  /** Origins of the pages that may show it in a frame; none: it has no place in a page of somebody else. */
  readonly framedBy?: readonly string[];
}

/** Answers with a file of the page, or with 304 for a browser that has it. */
export function sendPageFile(
  request: Request,
  response: Response,
  { file, cacheControl, framedBy = [] }: SentPageFile,
): void {
  const there = file.br === undefined ? (['gzip'] as const) : (['br', 'gzip'] as const);
  const encoding = there.find((one) => request.acceptsEncodings(one) === one);
  const { body, etag } = (encoding && file[encoding]) ?? file.plain;
  response.set({
    'Content-Type': file.type,
    'Content-Security-Policy': `${CONTENT_SECURITY_POLICY}; frame-ancestors ${framedBy.join(' ') || "'none'"}`,
    'Cache-Control': cacheControl,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': framedBy.length > 0 ? 'cross-origin' : 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    ETag: etag,
    Vary: 'Accept-Encoding',
  });
  // It cannot name a host, and would forbid all of them.
  if (framedBy.length === 0) response.set('X-Frame-Options', 'DENY');
  if (encoding !== undefined) response.set('Content-Encoding', encoding);
  // Express answers 304 by itself when the tag is known.
  response.send(body);
}
