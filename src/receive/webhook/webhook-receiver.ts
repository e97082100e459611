import { Inject, Injectable } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import type { Log } from '../../platform/logging/log';
import { LOG } from '../../platform/logging/logging.module';
import { challengeIn } from './challenge';
import { DELIVERY_SINK } from '../spool/delivery-sink';
import type { DeliverySink } from '../spool/delivery-sink';
import { readBody } from './read-body';
import { sendAnswer, sendAnswerEarly } from '../http/send-answer';
import { UnfinishedBodies } from './unfinished-bodies';
import { isTestDelivery } from './test-delivery';
import { looksLikeSignature, WebhookAccount } from './webhook-account';
import { ACCEPTED, challengeAnswer, sinkRefusal, USAGE, WEBHOOK_REFUSALS } from './webhook-answers';
import type { RefusalCode, WebhookAnswer } from './webhook-answers';
import { WebhookCounters } from './webhook-counters';
import { WebhookLog } from './webhook-log';
import { webhookPathOf } from './webhook-path';
import { WebhookUrls } from './webhook-urls';

/** A request whose head and body were read as a whole. */
interface WholeRequest {
  readonly url: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

interface RequestHead {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>> & {
    readonly 'content-encoding'?: string | undefined;
  };
}

const SIGNATURE = 'x-signalzen-signature';

type Answer = (answer: WebhookAnswer) => void;

/**
 * Receives SignalZen's deliveries straight from the HTTP server, in front of Nest and Express (that is four times
 * as fast). A 2xx means that the exact bytes are on disk, or that a challenge was answered; anything
 * else promises nothing. The signature is checked over the raw bytes before anything looks into them.
 */
@Injectable()
export class WebhookReceiver {
  private readonly urls: WebhookUrls;
  private readonly maxBodyBytes: number;
  private readonly log: WebhookLog;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    @Inject(DELIVERY_SINK) private readonly sink: DeliverySink,
    private readonly counters: WebhookCounters,
    private readonly unfinished: UnfinishedBodies,
    @Inject(LOG) log: Log,
  ) {
    this.urls = new WebhookUrls(
      [...settings.accounts].map(
        ([name, secrets]) => new WebhookAccount(name, secrets, counters.addAccount(name)),
      ),
    );
    this.maxBodyBytes = settings.webhookMaxBodyBytes;
    this.log = new WebhookLog(log);
  }

  /**
   * Whether a request is for {@link handle}: one of the webhook's URLs, however it is spelled, and any signed POST.
   * That one was to be a delivery, and must not get lost among the requests of URLs that do not exist.
   */
  matches({ method, url = '', headers }: RequestHead): boolean {
    return webhookPathOf(url) !== undefined || (method === 'POST' && headers[SIGNATURE] !== undefined);
  }

  /** Answers a request, now or when its delivery is on disk. Never throws. */
  handle(request: IncomingMessage, response: ServerResponse): void {
    const { url = '' } = request;
    const account = this.urls.accountOf(url);
    if (!account) {
      this.misdirected(request);
      this.refuseEarly(
        request,
        response,
        webhookPathOf(url) === undefined ? 'UNKNOWN_URL' : 'UNKNOWN_ACCOUNT',
      );
      return;
    }
    const problem = this.problemOf(request);
    if (problem) {
      this.refuseEarly(request, response, problem);
      return;
    }
    const refusal = this.sink.refusal(account.name);
    if (refusal) {
      this.counters.countSinkRefusal(refusal);
      sendAnswerEarly(request, response, sinkRefusal(refusal));
      return;
    }
    const signature = request.headers[SIGNATURE];
    if (typeof signature !== 'string' || !looksLikeSignature(signature)) {
      this.signatureFailed(account);
      this.refuseEarly(
        request,
        response,
        signature === undefined ? 'MISSING_SIGNATURE' : 'INVALID_SIGNATURE',
      );
      return;
    }
    readBody(request, this.maxBodyBytes, this.unfinished, (body) => {
      if (body === 'ABORTED') this.counters.aborted += 1;
      else if (typeof body === 'string') this.refuseEarly(request, response, body);
      else {
        this.receive(account, signature, body, (answer) => {
          sendAnswer(response, answer);
        });
      }
    });
  }

  /**
   * Answers a request that came as a whole, as {@link handle} would: that one takes whatever is out of the
   * ordinary. Never throws.
   * @returns false if it is such a request; nothing has happened then
   */
  tryHandle(request: WholeRequest, answer: Answer): boolean {
    const account = this.urls.accountOf(request.url);
    const signature = request.headers[SIGNATURE];
    if (!account || signature === undefined || !looksLikeSignature(signature)) return false;
    if (this.problemOf({ method: 'POST', headers: request.headers })) return false;
    const refusal = this.sink.refusal(account.name);
    if (refusal) {
      this.counters.countSinkRefusal(refusal);
      answer(sinkRefusal(refusal));
    } else {
      this.receive(account, signature, request.body, answer);
    }
    return true;
  }

  /** What the head of a request tells against it. */
  private problemOf({ method, headers }: RequestHead): RefusalCode | undefined {
    if (method !== 'POST') return 'METHOD_NOT_ALLOWED';
    const encoding = headers['content-encoding'];
    if (encoding !== undefined && encoding.toLowerCase() !== 'identity') return 'UNSUPPORTED_ENCODING';
    return Number(headers['content-length']) > this.maxBodyBytes ? 'BODY_TOO_LARGE' : undefined;
  }

  private receive(account: WebhookAccount, signature: string, body: Buffer, answer: Answer): void {
    if (!account.signed(body, signature)) {
      this.signatureFailed(account, () => this.urls.pathOfSigner(body, signature));
      this.refuse(answer, 'INVALID_SIGNATURE');
      return;
    }
    const challenge = challengeIn(body);
    if (challenge !== undefined) {
      account.counters.challenges += 1;
      answer(challengeAnswer(challenge));
      return;
    }
    if (isTestDelivery(body)) answer(ACCEPTED);
    else this.store(account, body, answer);
  }

  private store(account: WebhookAccount, body: Buffer, answer: Answer): void {
    this.sink.accept(account.name, body, (error) => {
      if (error) {
        this.log.notStored(error);
        this.refuse(answer, 'NOT_STORED');
      } else {
        account.counters.accepted += 1;
        answer(ACCEPTED);
      }
    });
  }

  private misdirected({ method, url = '', headers }: RequestHead): void {
    if (method !== 'POST' || headers[SIGNATURE] === undefined) return;
    this.counters.misdirected += 1;
    this.log.misdirected(url, this.urls.paths);
  }

  private signatureFailed(
    { name }: WebhookAccount,
    meantPath: () => string | undefined = () => undefined,
  ): void {
    this.counters.countSignatureFailure(name);
    this.log.signatureFailed(name, meantPath);
  }

  private refuse(answer: Answer, code: RefusalCode): void {
    this.counters.refused[code] += 1;
    answer(WEBHOOK_REFUSALS[code]);
  }

  private refuseEarly(request: IncomingMessage, response: ServerResponse, code: RefusalCode): void {
    this.counters.refused[code] += 1;
    const isReader = code === 'METHOD_NOT_ALLOWED' && (request.method === 'GET' || request.method === 'HEAD');
    sendAnswerEarly(request, response, isReader ? USAGE : WEBHOOK_REFUSALS[code]);
  }
}
