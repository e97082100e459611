import { UNBOUNDED } from '../../platform/access/caller';
import type { Caller } from '../../platform/access/caller';
import { CallerLimits } from './caller-limits';

const GRAFANA: Caller = { kind: 'token', id: 'a', name: 'Grafana', scopes: new Set(), bounds: UNBOUNDED };

describe('what a caller may ask', () => {
  const limits = () => new CallerLimits({ tokenConcurrency: 12, tokenCostPerMinute: 60_000 });

  it('is so much at once, a report counting as several, and others are not kept from theirs', () => {
    const of = limits();
    const report = of.enter(GRAFANA, 10, 0);
    const question = of.enter(GRAFANA, 1, 0);
    of.enter(GRAFANA, 1, 0);
    expect(() => of.enter(GRAFANA, 1, 0)).toThrow(
      /^This token has as many questions under way as it may, 12 /,
    );
    expect(of.refused).toEqual({ concurrency: 1, cost: 0 });
    of.enter({ ...GRAFANA, id: 'b' }, 10, 0);
    question.end();
    question.end();
    of.enter(GRAFANA, 1, 0);
    expect(() => of.enter(GRAFANA, 1, 0)).toThrow(/under way/);
    report.end();
    of.enter(GRAFANA, 10, 0);
  });

  it('costs so much within a minute, and says when to come again', () => {
    const of = limits();
    const asked = of.enter(GRAFANA, 1, 40_000);
    of.enter(GRAFANA, 1, 30_000);
    asked.charge(50_000);
    let refusal: unknown;
    try {
      of.enter(GRAFANA, 1, 1);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toMatchObject({ code: 'RATE_LIMITED', retryAfterSeconds: 60 });
    expect(of.refused).toEqual({ concurrency: 0, cost: 1 });
  });

  it('is without a limit for whoever runs the service', () => {
    const of = limits();
    for (let times = 0; times < 100; times += 1) of.enter({ ...GRAFANA, kind: 'setting' }, 10, 100_000);
    expect(of.refused).toEqual({ concurrency: 0, cost: 0 });
  });
});
