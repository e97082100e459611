import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page of somebody else, which shows in a frame what its query names as `of`. Its origin has two names. */
export interface FramingHost {
  /** `http://127.0.0.1:<port>`; as `http://localhost:<port>` it is another origin. */
  readonly origin: string;
  close(): Promise<void>;
}

export async function startFramingHost(): Promise<FramingHost> {
  const server = createServer((request, response) => {
    const framed = new URL(request.url ?? '/', 'http://host').searchParams.get('of') ?? '';
    const source = framed.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><title>A host</title><iframe src="${source}" width="1200" height="800"></iframe>`,
    );
  });
  await new Promise<void>((listening) => server.listen(0, listening));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
