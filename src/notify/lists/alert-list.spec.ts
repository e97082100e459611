import { UNBOUNDED } from '../../platform/access/caller';
import { READY_ALERTS } from '../../platform/rules/alert-rules';
import type { AlertRules } from '../../platform/rules/alert-rules';
import { NO_RULES } from '../../platform/rules/rules';
import type { RulesInForce } from '../../platform/rules/rules-in-force';
import { JUDGED, KnownStates } from '../alerts/alert-states';
import type { AlertStates } from '../alerts/alert-states';
import type { Choices } from '../choices/choices';
import { KnownChoices } from '../choices/known-choices';
import { AlertList } from './alert-list';

const HOUR = 3_600_000;
const silence = { ...READY_ALERTS['silence'], name: 'silence', to: ['room'], accounts: [], teams: [] };
const condition = { kind: 'change', measure: 'csatRate', unit: 'WEEK', direction: 'LOWER' };
const week = { ...silence, name: 'week', condition };
const alerts = new Map([silence, week].map((alert) => [alert.name, alert as unknown as AlertRules]));
const row = (rule: string, about: string, state: 'ok' | 'firing', firing = '') => ({
  ...{
    rule,
    about,
    state,
    firing,
    since_ms: '1000',
    is_told: true,
    told_ms: '0',
    basis: '',
    found: '{"n":1}',
  },
});

describe('the list of alerts', () => {
  const listed = (states: ReturnType<typeof row>[], choices: KnownChoices, bounds = UNBOUNDED) =>
    new AlertList(
      { known: () => Promise.resolve(new KnownStates(states, 1n)) } as unknown as AlertStates,
      { known: () => Promise.resolve(choices) } as unknown as Choices,
      { current: { ...NO_RULES, alerts } } as unknown as RulesInForce,
    ).within(bounds);

  it('has a row for each thing that an alert is about, and for what was never anything but fine', async () => {
    const states = [
      row('silence', 'shop', 'firing', '1000'),
      row('silence', 'blog', 'ok'),
      row('week', JUDGED, 'ok'),
    ];
    const until = Date.now() + HOUR;
    const choices = new KnownChoices([
      { rule: 'silence', about: '', kind: 'muted', firing: '', since: 0, until, by: 'Ann' },
      {
        rule: 'silence',
        about: 'shop',
        kind: 'acknowledged',
        firing: '1000',
        since: 2_000,
        until: 0,
        by: 'Ben',
      },
    ]);
    expect(await listed(states, choices)).toMatchObject([
      {
        about: 'shop',
        state: 'FIRING',
        found: '{"n":1}',
        mutedUntil: new Date(until),
        acknowledgedBy: 'Ben',
      },
      { about: 'blog', state: 'OK', since: new Date(1_000), mutedBy: 'Ann', acknowledgedBy: null },
      { rule: 'week', about: '', state: 'OK', since: null, mutedUntil: null },
    ]);
    const shop = await listed(states, choices, { ...UNBOUNDED, accounts: ['shop'] });
    expect(shop.map(({ about }) => about)).toEqual(['shop']);
  });
});
