import type { WindowChange, WindowChanges } from '../../answer/measures/changes/window-changes.service';
import type { AlertRules } from '../../platform/rules/alert-rules';
import type { Schedule } from '../../platform/rules/schedule';
import { KnownChoices } from '../choices/known-choices';
import { KnownStates } from './alert-states';
import type { KeptState } from './alert-states';
import { ChangedWindows } from './changed-windows';
import { PageLinks } from './finding';
import { Hearing } from './hearing';
import { judgeRounds } from './judge-rounds';
import { SharedChanges } from './shared-changes';

const DAY = 86_400_000;
const HOUR = DAY / 24;
const ALERT: AlertRules = {
  ...{ name: 'fell', to: ['room'], severity: 'info', accounts: [], teams: [], pages: [], copilot: undefined },
  condition: {
    ...{ kind: 'change', measure: 'csatRate', unit: 'DAY', direction: 'LOWER' },
    ...{ clock: 'CALENDAR', zone: 'Europe/Vilnius' },
  },
  ...{ forMs: 0, keepFiringMs: 0, coolDownMs: 0, during: [], runbook: undefined },
};
const WORDS = { l: 'LOWER', h: 'HIGHER', '.': 'NOT_DISTINGUISHABLE', n: 'TOO_FEW' } as const;

/** A service that may be stopped, over days that are lower, higher, like others, or of too little. */
class Story {
  private kept: KeptState[] = [];
  private windows: ChangedWindows | undefined;
  readonly asked: string[] = [];
  readonly told: string[] = [];
  isIncomplete = false;
  /** When events of the last day came late. */
  late = { byWebhook: 0, inAnyWay: 0 };

  /** @param days from Sunday, 1 November 2026, on */
  constructor(
    private days: string,
    private readonly alert: AlertRules = ALERT,
    private readonly schedules: readonly Schedule[] = [],
  ) {}

  /** What the days look like from now on, as events came late. */
  comeLate(at: string, days: string, isBackfill = false): void {
    this.days = days;
    this.late = { byWebhook: isBackfill ? 0 : Date.parse(at), inAnyWay: Date.parse(at) };
  }

  stop(): void {
    this.windows = undefined;
  }

  async look(at: string): Promise<void> {
    const now = Date.parse(at);
    const rows = this.kept.map((state) => ({
      ...{ rule: state.rule, about: state.about, state: state.state, firing: state.firing },
      ...{ since_ms: String(state.since), told_ms: String(state.toldAt), is_told: state.isTold },
      ...{ basis: state.basis, found: JSON.stringify(state.found) },
    }));
    const known = new KnownStates(rows, 1n);
    const { condition } = this.alert;
    if (condition.kind !== 'change') throw new Error('it must be a change');
    this.windows ??= new ChangedWindows(
      { of: () => Promise.resolve(this.late) },
      { episodeIdleGapSeconds: 86_400 },
    );
    const rounds = await this.windows.find(this.alert, condition, {
      ...{ known, now, links: new PageLinks(undefined) },
      counted: { until: now, mayGrow: () => this.isIncomplete },
      changes: new SharedChanges(
        this.changes(),
        [this.alert],
        () => this.isIncomplete,
        () => true,
      ),
    });
    const rules = { schedules: new Map(this.schedules.map((one) => [one.name, one])) };
    const isHeard = new Hearing(rules, now).isHeard(this.alert);
    const choices = new KnownChoices([]);
    const { changed, notices } = judgeRounds(this.alert, rounds ?? [], known, { now, isHeard, choices });
    for (const { state } of changed)
      this.kept = [...this.kept.filter(({ about }) => about !== state.about), state];
    const words = { 'alert.firing': 'lower', 'alert.resolved': 'over', 'alert.no_data': 'no data' };
    for (const { notice } of notices)
      this.told.push(
        `${/\d{4}-\d\d-\d\d/.exec(notice.title)?.[0] ?? ''} ${words[notice.type as keyof typeof words]}${/judged once more/.test(notice.title) ? ' late' : ''}`,
      );
  }

  private changes(): Pick<WindowChanges, 'ask'> {
    const ask: WindowChanges['ask'] = ({ window }, mayGrow) => {
      if (mayGrow(window.from, window.to)) return Promise.resolve(() => undefined);
      const day = new Date(window.from + 12 * HOUR);
      this.asked.push(day.toISOString().slice(8, 10));
      const sign = this.days[day.getUTCDate() - 1] as keyof typeof WORDS;
      const change = {
        ...{ measure: 'csatRate', value: 0.7, previous: 0.9, n: 40, nPrevious: 160, change: -0.2 },
        ...{ changeLow: -0.35, changeHigh: -0.05, verdict: WORDS[sign], previousKnown: true, matters: true },
        ...{ dispersionAssumed: false, chance: 0.001, weight: 10, weeks: 4 },
        isCertainAndMatters: sign === 'l' || sign === 'h',
      } satisfies WindowChange;
      return Promise.resolve(() => new Map([['csatRate', change]]));
    };
    return { ask };
  }
}

describe('A change', () => {
  it('is judged once for each day that is over, and told when it begins and when it is over', async () => {
    const story = new Story('..ll.h.');
    for (const at of ['02T00:00', '02T22:00', '02T22:04', '02T22:06', '02T23:00', '03T23:00'])
      await story.look(`2026-11-${at}:00Z`);
    // Vilnius is two hours ahead, and what comes late is waited for.
    expect(story.asked).toEqual(['01', '02', '03']);
    expect(story.told).toEqual(['2026-11-03 lower']);
    for (const at of ['04T23:00', '05T23:00', '06T23:00']) await story.look(`2026-11-${at}:00Z`);
    expect(story.told).toEqual(['2026-11-03 lower', '2026-11-05 over']);
  });

  it('is judged for all days after a week of downtime, in their order, and told by their names', async () => {
    const story = new Story('.l..l.n.....');
    await story.look('2026-11-02T08:00:00Z');
    story.stop();
    await story.look('2026-11-09T08:00:00Z');
    expect(story.asked).toEqual(['01', ...['02', '03', '04', '05', '06', '07', '08']]);
    expect(story.told).toEqual([
      ...['2026-11-02 lower', '2026-11-03 over', '2026-11-05 lower', '2026-11-06 over'],
    ]);
    story.stop();
    await story.look('2026-11-09T09:00:00Z');
    // It is only looked up what the last one was.
    expect(story.asked.slice(8)).toEqual(['08']);
    expect(story.told).toHaveLength(4);
  });

  it('is not judged while numbers of its time may grow, as in a backfill', async () => {
    const story = new Story('l');
    story.isIncomplete = true;
    await story.look('2026-11-02T08:00:00Z');
    expect(story.told).toEqual([]);
    story.isIncomplete = false;
    await story.look('2026-11-02T09:00:00Z');
    expect(story.told).toEqual(['2026-11-01 lower']);
  });

  it('must be so for as long, and is not told again sooner, as its rule says', async () => {
    const patient = new Story('.l.lll..', { ...ALERT, forMs: 2 * DAY });
    for (let day = 2; day <= 8; day += 1) await patient.look(`2026-11-0${day}T23:00:00Z`);
    expect(patient.told).toEqual(['2026-11-06 lower', '2026-11-07 over']);
    const cool = new Story('.l.l....', { ...ALERT, coolDownMs: 7 * DAY });
    for (let day = 2; day <= 8; day += 1) await cool.look(`2026-11-0${day}T23:00:00Z`);
    expect(cool.told).toEqual(['2026-11-02 lower', '2026-11-03 over']);
  });

  it('is told only while people want to hear, also where clocks are changed in between', async () => {
    const day = [{ start: 8 * 60, end: 17 * 60 }];
    const office: Schedule = {
      name: 'office',
      versions: [
        {
          ...{ from: -Infinity, zone: 'America/New_York', days: new Map() },
          week: [day, day, day, day, day, day, day],
        },
      ],
    };
    // In New York clocks go back on 1 November: until then 8:00 is 12:00 UTC, and afterwards 13:00.
    const hearing = (at: string) =>
      new Hearing({ schedules: new Map([['office', office]]) }, Date.parse(at)).isHeard({
        during: ['office'],
      });
    expect(hearing('2026-10-31T12:30:00Z')).toBe(true);
    expect(hearing('2026-11-01T12:30:00Z')).toBe(false);
    const story = new Story('l.', { ...ALERT, during: ['office'] }, [office]);
    for (const at of ['02T04:00', '02T12:59', '02T13:00', '02T14:00']) await story.look(`2026-11-${at}:00Z`);
    expect(story.told).toEqual(['2026-11-01 lower']);
    expect(story.asked).toEqual(['01']);
  });

  it('is judged once more when events come late, and comes out otherwise once, also after a start', async () => {
    const story = new Story('..');
    await story.look('2026-11-02T23:00:00Z');
    story.comeLate('2026-11-02T23:30:00Z', '.l');
    await story.look('2026-11-02T23:40:00Z');
    expect(story.told).toEqual(['2026-11-02 lower late']);
    for (const isStopped of [false, true]) {
      story.comeLate('2026-11-03T01:00:00Z', '..');
      if (isStopped) story.stop();
      await story.look('2026-11-03T01:10:00Z');
    }
    expect(story.told).toHaveLength(1);
    story.comeLate('2026-11-03T01:00:00Z', '..l');
    await story.look('2026-11-03T23:00:00Z');
    expect(story.told).toHaveLength(1);
    story.comeLate('2026-11-03T23:30:00Z', '...');
    story.stop();
    await story.look('2026-11-03T23:40:00Z');
    expect(story.told.slice(1)).toEqual(['2026-11-03 over late']);
  });

  it('is over by a backfill, and raised by none, nor by numbers that were computed again', async () => {
    const story = new Story('.');
    await story.look('2026-11-01T23:00:00Z');
    story.comeLate('2026-11-02T01:00:00Z', 'l', true);
    await story.look('2026-11-02T02:00:00Z');
    story.comeLate('2026-11-01T00:00:00Z', 'l');
    story.stop();
    await story.look('2026-11-02T03:00:00Z');
    expect(story.told).toEqual([]);
    const fallen = new Story('l');
    await fallen.look('2026-11-01T23:00:00Z');
    fallen.comeLate('2026-11-01T00:00:00Z', '.');
    fallen.stop();
    await fallen.look('2026-11-02T01:00:00Z');
    expect(fallen.told).toEqual(['2026-11-01 lower']);
    fallen.comeLate('2026-11-02T02:00:00Z', '.', true);
    await fallen.look('2026-11-02T03:00:00Z');
    expect(fallen.told).toEqual(['2026-11-01 lower', '2026-11-01 over late']);
  });
});
