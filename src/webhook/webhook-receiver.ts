import { Inject, Injectable } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { SETTINGS } from '../config/config.module';
import type { Settings } from '../config/settings';
import type { Log } from '../logging/log';
import { LOG } from '../logging/logging.module';
import { challengeIn } from './challenge';
import { DELIVERY_INTAKE } from '../intake/delivery-intake';
import type { DeliveryIntake } from '../intake/delivery-intake';
import { HeldBytes } from './held-bytes';
import { readBody } from './read-body';
import { sendAnswer, sendAnswerEarly } from './send-answer';
import { looksLikeSignature, WebhookAccount } from './webhook-account';
import { ACCEPTED, challengeAnswer, intakeRefusal, REFUSALS, USAGE } from './webhook-answers';
import type { RefusalCode } from './webhook-answers';
import { WebhookCounters } from './webhook-counters';
import { WebhookLog } from './webhook-log';
import { isWebhookUrl, WebhookUrls } from './webhook-urls';

/** All bodies together that are on their way to the disk. */
const MAX_HELD_BYTES = 64 * 2 ** 20;

/**
 * Receives SignalZen's deliveries straight from the HTTP server, in front of Nest and Express (that is four times
 * as fast). A 2xx means that the exact bytes are on disk, or that a challenge was answered; anything
 * else promises nothing. The signature is checked over the raw bytes before anything looks into them.
 */
@Injectable()
export class WebhookReceiver {
  private readonly urls: WebhookUrls;
  private readonly maxBodyBytes: number;
  private readonly memory = new HeldBytes(MAX_HELD_BYTES);
  private readonly log: WebhookLog;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    @Inject(DELIVERY_INTAKE) private readonly intake: DeliveryIntake,
    private readonly counters: WebhookCounters,
    @Inject(LOG) log: Log,
  ) {
    this.urls = new WebhookUrls(
      [...settings.accounts].map(([name, secrets]) => new WebhookAccount(name, secrets)),
    );
    this.maxBodyBytes = settings.webhookMaxBodyBytes;
    this.log = new WebhookLog(log);
  }

  /** Whether a request of this URL is for {@link handle}. */
  matches(url: string): boolean {
    return isWebhookUrl(url);
  }

  /** Answers a request, now or when its delivery is on disk. Never throws. */
  handle(request: IncomingMessage, response: ServerResponse): void {
    const account = this.urls.accountOf(request.url ?? '');
    if (!account) {
      this.refuseEarly(request, response, 'UNKNOWN_ACCOUNT');
      return;
    }
    const problem = this.problemOf(request);
    if (problem) {
      this.refuseEarly(request, response, problem);
      return;
    }
    const refusal = this.intake.refusal();
    if (refusal) {
      this.counters.refusedByIntake += 1;
      sendAnswerEarly(request, response, intakeRefusal(refusal));
      return;
    }
    const signature = request.headers['x-signalzen-signature'];
    if (typeof signature !== 'string' || !looksLikeSignature(signature)) {
      this.signatureFailed(account);
      this.refuseEarly(
        request,
        response,
        signature === undefined ? 'MISSING_SIGNATURE' : 'INVALID_SIGNATURE',
      );
      return;
    }
    readBody(request, this.maxBodyBytes, this.memory, (body) => {
      if (body === 'ABORTED') this.counters.aborted += 1;
      else if (typeof body === 'string') this.refuseEarly(request, response, body);
      else this.receive(account, signature, body, response);
    });
  }

  /** What the head of a request tells against it. */
  private problemOf({ method, headers }: IncomingMessage): RefusalCode | undefined {
    if (method !== 'POST') return 'METHOD_NOT_ALLOWED';
    const encoding = headers['content-encoding'];
    if (encoding !== undefined && encoding.toLowerCase() !== 'identity') return 'UNSUPPORTED_ENCODING';
    return Number(headers['content-length']) > this.maxBodyBytes ? 'BODY_TOO_LARGE' : undefined;
  }

  private receive(account: WebhookAccount, signature: string, body: Buffer, response: ServerResponse): void {
    if (!account.signed(body, signature)) {
      this.memory.give(body.length);
      this.signatureFailed(account);
      this.refuse(response, 'INVALID_SIGNATURE');
      return;
    }
    const challenge = challengeIn(body);
    if (challenge !== undefined) {
      this.memory.give(body.length);
      this.counters.challenges += 1;
      sendAnswer(response, challengeAnswer(challenge));
      return;
    }
    this.store(account, body, response);
  }

  private store(account: WebhookAccount, body: Buffer, response: ServerResponse): void {
    this.intake.accept(account.name, body, (error) => {
      this.memory.give(body.length);
      if (error) {
        this.log.notStored(error);
        this.refuse(response, 'NOT_STORED');
      } else {
        this.counters.accepted += 1;
        sendAnswer(response, ACCEPTED);
      }
    });
  }

  private signatureFailed({ name }: WebhookAccount): void {
    this.counters.countSignatureFailure(name);
    this.log.signatureFailed(name);
  }

  private refuse(response: ServerResponse, code: RefusalCode): void {
    this.counters.refused[code] += 1;
    sendAnswer(response, REFUSALS[code]);
  }

  private refuseEarly(request: IncomingMessage, response: ServerResponse, code: RefusalCode): void {
    this.counters.refused[code] += 1;
    const isReader = code === 'METHOD_NOT_ALLOWED' && (request.method === 'GET' || request.method === 'HEAD');
    sendAnswerEarly(request, response, isReader ? USAGE : REFUSALS[code]);
  }
}
