import type { Server, ServerResponse } from 'node:http';
import { maxHeaderSize } from 'node:http';
import type { Socket } from 'node:net';

const TIMEOUT_MS = 1000;
const TOO_LONG = 'HPE_HEADER_OVERFLOW';
/** As Node answers them. */
const STATUSES: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
};
const TOO_LONG_BODY = JSON.stringify({
  errors: [
    {
      message: `The URL and the headers of a request may have ${maxHeaderSize / 1024} KiB together. Ask the same with GraphQL: the body of a POST to /graphql may be longer.`,
      extensions: { code: 'REQUEST_TOO_LONG' },
    },
  ],
});

/** Answers requests that Node cannot read as Node does, but says what to do where a URL is too long. */
export function answerUnreadable(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    // More of the same comes in.
    if (socket.writableEnded) return;
    const { _httpMessage: running } = socket as Socket & { readonly _httpMessage?: ServerResponse | null };
    if (!socket.writable || error.code === 'ECONNRESET' || running?.headersSent === true) {
      socket.destroy(error);
      return;
    }
    const isTooLong = error.code === TOO_LONG;
    // A connection that is closed over unread bytes is reset, and the answer would not be seen.
    const timer = setTimeout(() => socket.destroy(), isTooLong ? TIMEOUT_MS : 0);
    socket.once('close', () => {
      clearTimeout(timer);
    });
    socket.end(isTooLong ? tooLong() : bare(error.code ?? ''));
    socket.resume();
  });
}

function tooLong(): string {
  return (
    'HTTP/1.1 431 Request Header Fields Too Large\r\nContent-Type: application/json; charset=utf-8\r\n' +
    `Content-Length: ${Buffer.byteLength(TOO_LONG_BODY)}\r\nCache-Control: no-store\r\n` +
    `X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n${TOO_LONG_BODY}`
  );
}

function bare(code: string): string {
  return `HTTP/1.1 ${STATUSES[code] ?? '400 Bad Request'}\r\nConnection: close\r\n\r\n`;
}
