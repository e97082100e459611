import type { Request, Response } from 'express';
import type { PageFile } from './page-file';

/** Nothing from elsewhere, nothing inline, and no place in a page of somebody else. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Answers with a file of the page, or with 304 for a browser that has it. */
export function sendPageFile(
  request: Request,
  response: Response,
  { file, cacheControl }: { readonly file: PageFile; readonly cacheControl: string },
): void {
  const isCompressed = request.acceptsEncodings('gzip', 'identity') === 'gzip';
  const { body, etag } = isCompressed ? file.gzip : file.plain;
  response.set({
    'Content-Type': file.type,
    'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    'Cache-Control': cacheControl,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    ETag: etag,
    Vary: 'Accept-Encoding',
  });
  if (isCompressed) response.set('Content-Encoding', 'gzip');
  // Express answers 304 by itself when the tag is known.
  response.send(body);
}
