import { setTimeout as sleep } from 'node:timers/promises';
import { PrometheusText } from './prometheus-text';
import { TOKEN } from './running-service';
import type { RunningService } from './running-service';

/** Milliseconds: twice as long as Prometheus waits, unless told otherwise, for a machine that is busy. */
const SCRAPE_TIMEOUT = 20_000;

/** What the service shows at `/metrics`. */
export async function scrape(service: RunningService): Promise<PrometheusText> {
  return new PrometheusText(await metricsText(service));
}

/** The same as it is sent. */
export async function metricsText(service: RunningService): Promise<string> {
  const headers = { authorization: `Bearer ${TOKEN}` };
  const signal = AbortSignal.timeout(SCRAPE_TIMEOUT);
  const response = await fetch(`${service.url}/metrics`, { headers, signal });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  return response.text();
}

/** Scrapes until something holds, and returns that page. */
export async function scrapedWhen(
  service: RunningService,
  holds: (page: PrometheusText) => boolean,
  seconds = 60,
): Promise<PrometheusText> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const page = await scrape(service);
    if (holds(page)) return page;
    if (Date.now() > end) throw new Error('it did not come true in time');
    await sleep(100);
  }
}
