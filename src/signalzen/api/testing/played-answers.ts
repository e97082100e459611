import type { PlayedAnswer } from './played-signalzen';

export function json(value: unknown): PlayedAnswer {
  return text(JSON.stringify(value));
}

export function text(body: string): PlayedAnswer {
  return (response) => response.setHeader('Content-Type', 'application/json').end(body);
}

/** Its body is such that it must never be shown. */
export function status(code: number, headers: Readonly<Record<string, string>> = {}): PlayedAnswer {
  return (response) => response.writeHead(code, headers).end('{"email":"private@example.com"}');
}

/** As the documentation shows a page. */
export function apiPageOf(list: 'users' | 'messages', items: readonly unknown[], total = items.length) {
  return json({ limit: 99, offset: 0, total, [list]: items });
}

/** Only for those who have this secret. */
export function forSecret(secret: string, answer: PlayedAnswer): PlayedAnswer {
  return (response, request) => {
    const isRight = request.headers.authorization === `Bearer ${secret}`;
    (isRight ? answer : status(401))(response, request);
  };
}

export const reset: PlayedAnswer = (response) => {
  response.socket?.resetAndDestroy();
};

/** Never says anything. */
export const silence: PlayedAnswer = () => undefined;

/** Begins its answer and breaks off. */
export const cutOff: PlayedAnswer = (response) => {
  response.writeHead(200, { 'Content-Length': '1000' }).write('{"limit":', () => {
    response.destroy();
  });
};

/** A body of which a little comes all the time, without an end. */
export const trickle: PlayedAnswer = (response) => {
  response.writeHead(200).write('[');
  const timer = setInterval(() => response.write(' '), 5);
  response.once('close', () => {
    clearInterval(timer);
  });
};

/** A body that is sent as fast as it is read, without an end. */
export const flood: PlayedAnswer = (response) => {
  response.writeHead(200);
  const chunk = ' '.repeat(2 ** 16);
  const send = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', send);
  send();
};
