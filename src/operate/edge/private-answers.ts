import { createServer } from 'node:http';
import { OrderlyClose } from '../../receive/http/orderly-close';
import { sendAnswer } from '../../receive/http/send-answer';
import { listenPrivately } from '../../platform/processes/private-socket';
import { jsonAnswer, NOT_FOUND } from './edge-answers';

/** For the answers that run, in milliseconds. */
const CLOSE_WITHIN_MS = 2_000;

/** What a receiver tells the other processes of the service, on the private socket of a data directory. */
export class PrivateAnswers {
  private readonly server = createServer((request, response) => {
    void Promise.resolve()
      .then(() => this.known(request.url))
      .then(
        (answer) => {
          sendAnswer(response, answer === undefined ? NOT_FOUND : jsonAnswer(200, answer));
        },
        (error: unknown) => response.destroy(error as Error),
      );
  });
  private readonly closing = new OrderlyClose(this.server, CLOSE_WITHIN_MS);

  /** @param known what is told at a path; `undefined`: nothing is there */
  constructor(private readonly known: (path: string | undefined) => Promise<object | undefined>) {}

  listen(dataDir: string): Promise<void> {
    return listenPrivately(this.server, dataDir, 'receive.sock');
  }

  async close(): Promise<void> {
    if (this.server.listening) await this.closing.close();
  }
}
