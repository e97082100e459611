import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { BundledApp } from './bundled-app';

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Dashboards</title>
    <link rel="stylesheet" href="/app.css">
    <script>window.grafanaBootData = { settings: {}, user: { timezone: 'utc' }, navTree: [] };</script>
  </head>
  <body><div id="dashboard"></div><script src="/app.js"></script></body>
</html>
`;

/** Where Grafana's styles look for its letters. */
const FONTS: Readonly<Record<string, string>> = {
  'Inter-Regular.woff2': 'inter-latin-400-normal.woff2',
  'Inter-Medium.woff2': 'inter-latin-500-normal.woff2',
  'Inter-Italic.woff2': 'inter-latin-400-italic.woff2',
};

export interface AppServer {
  readonly url: string;
  stop(): Promise<void>;
}

export interface ServedService {
  readonly url: string;
  readonly token: string;
}

/**
 * Serves the app and Grafana's icons, and hands its questions on to the service, with the token that it does not know.
 */
export async function serveApp(app: BundledApp, service: ServedService, folder: string): Promise<AppServer> {
  const packages = join(folder, 'node_modules');
  const icons = join(packages, '@grafana', 'ui', 'dist', 'public', 'img', 'icons');
  const fonts = join(packages, '@fontsource', 'inter', 'files');
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '', 'http://app');
    const [, icon] = /\/img\/icons\/([a-z]+\/[a-z0-9-]+\.svg)$/.exec(pathname) ?? [];
    const font = FONTS[basename(pathname)];
    if (pathname === '/graphql') await handOn(request, response, service);
    else if (icon !== undefined) send(response, 'image/svg+xml', await iconIn(icons, icon));
    else if (font !== undefined) send(response, 'font/woff2', await readFile(join(fonts, font)));
    else if (pathname === '/') send(response, 'text/html', PAGE);
    else if (basename(pathname) === 'app.js') send(response, 'text/javascript', app.script);
    else if (basename(pathname) === 'app.css') send(response, 'text/css', app.style);
    else response.writeHead(404).end();
  }
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((closed) => {
        server.close(() => {
          closed();
        });
        server.closeAllConnections();
      }),
  };
}

/** Some icons come with Grafana's app only: an arrow to the left is one to the right, mirrored; others are left out. */
async function iconIn(folder: string, name: string): Promise<string> {
  const read = (file: string) => readFile(join(folder, file), 'utf8').catch(() => undefined);
  const mirrored = await read(name.replace('-left', '-right'));
  return (
    (await read(name)) ??
    mirrored?.replaceAll('<path', '<path transform="matrix(-1 0 0 1 24 0)"') ??
    '<svg xmlns="http://www.w3.org/2000/svg"/>'
  );
}

async function handOn(
  request: IncomingMessage,
  response: ServerResponse,
  service: ServedService,
): Promise<void> {
  const answered = await fetch(`${service.url}/graphql`, {
    ...{ method: 'POST', body: await buffer(request) },
    headers: { 'content-type': 'application/json', authorization: `Bearer ${service.token}` },
  });
  response.writeHead(answered.status, { 'content-type': 'application/json' });
  response.end(await answered.text());
}

function send(response: ServerResponse, type: string, body: string | Uint8Array): void {
  response.writeHead(200, { 'content-type': type }).end(body);
}
