import { randomUUID } from 'node:crypto';
import { SimulatorError } from '../simulator-error';
import type { WebhookAnswer } from './webhook-client';
import { WebhookClient } from './webhook-client';

/**
 * What SignalZen does first with a webhook's URL: posts `{"challenge":"<text>"}`, and wants 200 with that text as
 * the whole body.
 * @throws SimulatorError `CHALLENGE_FAILED`, saying why
 */
export async function challengeWebhook(url: URL, secret: string): Promise<void> {
  const challenge = `simulated-${randomUUID()}`;
  const client = new WebhookClient(url, 1);
  let answer: WebhookAnswer;
  try {
    answer = await client.post(Buffer.from(JSON.stringify({ challenge })), secret);
  } catch (error) {
    throw failed(
      `${url.href} does not answer (${reasonOf(error)}). Is the service running? The address comes from HOST and ` +
        'PORT, in the environment or the file .env, as the service reads them; --url gives another.',
      error,
    );
  } finally {
    client.close();
  }
  if (answer.status === 401) {
    throw failed(
      'the signature was refused (401): the service has another secret. Run the simulator with the same ' +
        'DATA_DIR or SIGNALZEN_API_SECRET as the service.',
    );
  }
  if (answer.status !== 200) throw failed(`the answer was ${answer.status}, not 200.`);
  if (answer.text !== challenge) throw failed('the answer was not the text of the challenge.');
}

function failed(why: string, cause?: unknown): SimulatorError {
  return new SimulatorError('CHALLENGE_FAILED', `The webhook did not pass the challenge: ${why}`, { cause });
}

/** Node groups what went wrong with several addresses of one host, and such an error has no message. */
function reasonOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return message === '' ? (code ?? 'no connection') : message;
}
