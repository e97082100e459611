import { READY_ALERTS } from '../../platform/rules/alert-rules';
import type { AlertRules } from '../../platform/rules/alert-rules';
import { KnownChoices } from '../choices/known-choices';
import type { Choice } from '../choices/known-choices';
import { initialState } from './alert-state';
import type { AlertState, Found, News } from './alert-state';
import { chosenStep } from './chosen-step';

const ALERT = { ...READY_ALERTS['silence'], name: 'silence', coolDownMs: 0 } as AlertRules;
const choice = (more: Partial<Choice>): Choice => ({
  ...{ rule: 'silence', about: 'shop', kind: 'muted', firing: '', since: 0, until: 0, by: 'Ann', ...more },
});

describe('an alert of which people have chosen something', () => {
  /** What is told of a story of findings, each a second after the one before. */
  const told = (story: Found[], choices: Choice[], before: AlertState = initialState(0)): News[] => {
    let state = before;
    return story.map((found, index) => {
      const known = new KnownChoices(choices);
      const next = chosenStep(
        state,
        found,
        1_000 * (index + 1),
        { alert: ALERT, about: 'shop', choices: known },
        true,
      );
      state = next.state;
      return next.news;
    });
  };

  it('is told when it begins and when it is over, unless it is muted', () => {
    expect(told(['so', 'so', 'not so'], [])).toEqual(['firing', undefined, 'resolved']);
    for (const about of ['shop', ''])
      expect(told(['so', 'so', 'not so'], [choice({ about, until: 9_000 })])).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    expect(told(['so'], [choice({ about: 'blog', until: 9_000 })])).toEqual(['firing']);
    expect(told(['so'], [choice({ rule: 'data', until: 9_000 })])).toEqual(['firing']);
  });

  it('is told when the mute ends, if it is still so, and not if it is over by then', () => {
    const muted = [choice({ until: 2_500 })];
    expect(told(['so', 'so', 'so', 'not so'], muted)).toEqual([undefined, undefined, 'firing', 'resolved']);
    expect(told(['so', 'not so', 'not so'], muted)).toEqual([undefined, undefined, undefined]);
  });

  it('is told neither as over, if it was told before it was muted', () => {
    const muted = [choice({ since: 1_500, until: 3_500 })];
    expect(told(['so', 'so', 'not so', 'not so'], muted)).toEqual([
      'firing',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('is not told once somebody knows of it, but that it is over; and told when it comes again', () => {
    const known = [choice({ until: 1_500 }), choice({ kind: 'acknowledged', firing: '1000', since: 1_200 })];
    expect(told(['so', 'so', 'not so', 'so'], known)).toEqual([undefined, undefined, 'resolved', 'firing']);
  });
});
