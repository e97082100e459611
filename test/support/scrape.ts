import { setTimeout as sleep } from 'node:timers/promises';
import { PrometheusText } from './prometheus-text';
import { TOKEN } from './running-service';
import type { RunningService } from './running-service';

/** What the service shows at `/metrics`. */
export async function scrape(service: RunningService): Promise<PrometheusText> {
  return new PrometheusText(await metricsText(service));
}

/** The same as it is sent. */
export async function metricsText(service: RunningService): Promise<string> {
  const headers = { authorization: `Bearer ${TOKEN}` };
  const response = await fetch(`${service.url}/metrics`, { headers });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  return response.text();
}

/** Scrapes until something holds, and returns that page. */
export async function scrapedWhen(
  service: RunningService,
  holds: (page: PrometheusText) => boolean,
  seconds = 30,
): Promise<PrometheusText> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const page = await scrape(service);
    if (holds(page)) return page;
    if (Date.now() > end) throw new Error('it did not come true in time');
    await sleep(100);
  }
}
