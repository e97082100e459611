import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { WrongTokens } from '../../answer/access/wrong-tokens';
import { Callers } from '../../platform/access/callers';
import { requireScopes } from '../../platform/access/forbidden';
import { tokenIn } from '../../platform/access/request-token';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import { DATA_HEADERS } from '../../receive/http/data-headers';
import { EdgeServer } from '../../receive/http/edge-server';
import { Forwarder } from '../../receive/http/forwarder';
import type { WholeAnswer } from '../../receive/http/fast-path-handler';
import type { NotForwarded } from '../../receive/http/forwarder';
import { CannotListen } from '../../receive/http/listening-address';
import { sendAnswer, sendAnswerEarly } from '../../receive/http/send-answer';
import { DELIVERY_SINK } from '../../receive/spool/delivery-sink';
import type { DeliverySink } from '../../receive/spool/delivery-sink';
import { showConnections } from '../metrics/connection-metrics';
import { MetricsRegistry } from '../metrics/metrics-registry';
import { socketPathIn } from '../../platform/processes/private-socket';
import { RECEIVER_PATHS } from '../../platform/processes/receiver-link';
import type { WebhooksOfReceiver } from '../../platform/processes/receiver-link';
import { WebhookCounters } from '../../receive/webhook/webhook-counters';
import { WebhookReceiver } from '../../receive/webhook/webhook-receiver';
import { jsonAnswer, noMetricsAnswer, NOT_FOUND, notForwardedAnswer, WITHOUT_TOKEN } from './edge-answers';
import { OWN_SPOOLS } from './own-spools.module';
import type { OwnSpools } from './own-spools.module';
import { PrivateAnswers } from './private-answers';

/**
 * All that is reached of a process that receives: webhooks, `/healthz` and `/readyz`, which it answers itself; the
 * rest, which goes on to the process that answers questions, if the service has one; and, over a private socket, what
 * only the receiver knows.
 */
@Injectable()
export class ReceiverEdge {
  private readonly edge = new EdgeServer((request, response) => {
    this.answer(request, response);
  });
  private readonly inner = new PrivateAnswers((path) => this.known(path));
  private forwarder: Forwarder | undefined;

  constructor(
    receiver: WebhookReceiver,
    private readonly metrics: MetricsRegistry,
    private readonly callers: Callers,
    private readonly wrong: WrongTokens,
    private readonly counters: WebhookCounters,
    @Inject(OWN_SPOOLS) private readonly spools: OwnSpools,
    @Inject(DELIVERY_SINK) private readonly sink: DeliverySink,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    this.edge.setFastPathHandler(receiver);
    showConnections(metrics, () => this.edge.connections());
  }

  /**
   * @param isForwarding there is another process for what is not received
   * @returns the address, such as `http://127.0.0.1:3000`
   * @throws CannotListen
   */
  async listen(isForwarding: boolean): Promise<string> {
    const { dataDir, host, port } = this.settings;
    await this.inner.listen(dataDir);
    if (isForwarding) {
      this.forwarder = new Forwarder({
        socketPath: socketPathIn(dataDir, 'serve.sock'),
        refuse: (request, response, why) => {
          this.refuse(request, response, why);
        },
      });
    }
    const { server } = this.edge;
    await new Promise<void>((resolve, reject) => {
      const failed = (error: Error) => {
        reject(CannotListen.from(error, host, port));
      };
      server.once('error', failed).listen(port, host, () => {
        server.off('error', failed);
        resolve();
      });
    });
    return urlOf(server.address() as AddressInfo);
  }

  /** Whether there are deliveries to take care of. */
  hasDeliveries(): boolean {
    return this.spools.some(({ answers }) => answers.hasDeliveries());
  }

  /** Resolves when the requests that ran are answered. */
  async close(): Promise<void> {
    await this.edge.close();
    this.forwarder?.close();
    await this.inner.close();
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { method = '' } = request;
    const path = pathOf(request);
    if (['GET', 'HEAD'].includes(method) && path === '/healthz') {
      sendAnswer(response, jsonAnswer(200, { status: 'ok' }));
    } else if (['GET', 'HEAD'].includes(method) && path === '/readyz') {
      sendAnswer(response, this.readiness());
    } else if (this.forwarder) this.forwarder.forward(request, response);
    else if (method === 'GET' && path === '/metrics') void this.sendMetrics(request, response);
    else sendAnswerEarly(request, response, NOT_FOUND);
  }

  /** Ready is who can take a delivery of any account; ClickHouse is not needed for that. */
  private readiness(): WholeAnswer {
    const refusal = this.sink.refusal();
    if (refusal !== undefined) return jsonAnswer(503, { status: 'not ready', reason: refusal.text });
    const refusing = this.spools.flatMap(({ shard, sink }) => {
      const reason = sink.refusal()?.text;
      return shard === undefined || reason === undefined ? [] : [[shard, reason] as const];
    });
    return jsonAnswer(200, {
      status: 'ready',
      ...(refusing.length > 0 && { shardsRefusing: Object.fromEntries(refusing) }),
    });
  }

  /** The figures of the receiver are of most use while something else is wrong. */
  private refuse(request: IncomingMessage, response: ServerResponse, why: NotForwarded): void {
    if (request.method === 'GET' && pathOf(request) === '/metrics') void this.sendMetrics(request, response);
    else sendAnswerEarly(request, response, notForwardedAnswer(request, why));
  }

  private async sendMetrics(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const address = request.socket.remoteAddress;
      const caller = await this.callers.of(request);
      if (caller === undefined) {
        if (tokenIn(request.headers) !== undefined) await this.wrong.slowDown(address);
        sendAnswer(response, WITHOUT_TOKEN);
        return;
      }
      requireScopes(caller, [{ scope: 'operate', what: '/metrics' }]);
      const text = await this.metrics.text();
      response.writeHead(200, { 'Content-Type': this.metrics.contentType, ...DATA_HEADERS }).end(text);
    } catch (error) {
      sendAnswer(response, noMetricsAnswer(error));
    }
  }

  /** For the other processes of the service. What is known of one of several spools is told in its own directory. */
  private async known(url: string | undefined): Promise<object | undefined> {
    if (url === RECEIVER_PATHS.webhooks) return this.webhooks();
    if (url === RECEIVER_PATHS.metrics) return this.metrics.values();
    const [only, ...others] = this.spools;
    if (only === undefined || others.length > 0) return undefined;
    if (url === RECEIVER_PATHS.figures) return only.answers.figures();
    if (url === RECEIVER_PATHS.times) return only.answers.times();
    return undefined;
  }

  private webhooks(): WebhooksOfReceiver {
    const { accounts, signatureFailures } = this.counters;
    return [...accounts].map(([account, { challenges, accepted }]) => ({
      ...{ account, challenges, accepted },
      wrongSignatures: signatureFailures.get(account) ?? 0,
    }));
  }
}

/** As Express reads one: in any case, with or without a slash at its end. */
function pathOf({ url = '' }: IncomingMessage): string {
  const [path = ''] = url.split('?', 1);
  return path.toLowerCase().replace(/(.)\/$/, '$1');
}

function urlOf({ address, family, port }: AddressInfo): string {
  if (address === '0.0.0.0') return `http://127.0.0.1:${port}`;
  if (address === '::') return `http://[::1]:${port}`;
  return family === 'IPv6' ? `http://[${address}]:${port}` : `http://${address}:${port}`;
}
