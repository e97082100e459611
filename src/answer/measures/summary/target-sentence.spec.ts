import type { TargetRow } from '../targets/target-row';
import { targetSentence } from './target-sentence';

const row = (target: string, rate: number | null, low: number | null, high: number | null): TargetRow => ({
  ...{ target, measure: 'FIRST_RESPONSE', withinSeconds: 60, clock: 'CALENDAR', goalRate: 0.9 },
  ...{ time: new Date(0), incomplete: false, partial: false, note: null },
  ...{ account: null, operator: null, operatorName: null, team: null, teamOverlaps: null },
  ...{ page: null, copilot: null, attribute: null },
  ...{ met: 60, breached: 40, pending: 7, endedEarly: 9, lastWords: 0 },
  ...{ rate, rateLow: low, rateHigh: high },
  ...{ rateIfBreached: null, errorBudgetLeft: null, endedEarlyShare: null },
});

describe('the sentence on targets', () => {
  it('is of the one that is farthest below its goal for certain', () => {
    const rows = [row('kept', 0.95, 0.92, 0.98), row('low', 0.6, 0.5, 0.7), row('lower', 0.5, 0.4, 0.6)];
    expect(targetSentence(rows)).toMatchObject({
      ...{ kind: 'TARGET', target: 'lower', value: 0.5, low: 0.4, high: 0.6, goal: 0.9, n: 100 },
      ...{ verdict: 'LOWER', targets: 3, targetsBelow: 2, link: '#targets' },
    });
    // Of few, that may as well be chance.
    const few = [row('few', 0.2, 0.01, 0.95), row('low', 0.8, 0.7, 0.85)];
    expect(targetSentence(few)).toMatchObject({ target: 'low', targetsBelow: 1 });
  });

  it('is else of the one that comes nearest to being below', () => {
    const rows = [row('kept', 0.95, 0.92, 0.98), row('close', 0.91, 0.85, 0.95)];
    const said = { target: 'close', verdict: 'NOT_DISTINGUISHABLE', targets: 2, targetsBelow: 0 };
    expect(targetSentence(rows)).toMatchObject(said);
    expect(targetSentence([row('kept', 0.95, 0.9, 0.98)])).toMatchObject({ verdict: 'HIGHER' });
    expect(targetSentence([row('one', 1, null, null)])).toMatchObject({ verdict: 'TOO_FEW' });
  });

  it('is not said where nothing was met or breached', () => {
    expect(targetSentence([row('none', null, null, null)])).toBeUndefined();
    expect(targetSentence([])).toBeUndefined();
  });
});
