import type { Waiting } from '../../answer/measures/live/live.service';
import type { AlertRules } from '../../platform/rules/alert-rules';
import { findDue } from './due-condition';
import { PageLinks } from './finding';

const NOW = Date.parse('2026-11-29T12:00:00Z');
const MINUTE = 60_000;
const ALL = { accounts: [], teams: [], pages: [], copilot: undefined } as unknown as AlertRules;
const waiting = (chatId: string, leftMs: number | null, more: Partial<Waiting> = {}): Waiting => ({
  ...{ account: 'shop', chatId, number: 1, waitingSince: new Date(NOW - 60 * MINUTE), waitSeconds: 3_600 },
  ...{ workingWaitSeconds: null, operator: '', teams: '', page: '/price', copilot: false, link: null },
  ...{ dueAt: null, dueTarget: null },
  dues: new Map(leftMs === null ? [] : [['soon', new Date(NOW + leftMs)]]),
  ...more,
});
const find = (all: readonly Waiting[], more: object = {}, alert = ALL) =>
  findDue(
    alert,
    { kind: 'due', withinMs: 5 * MINUTE, targets: [], moreThan: 0, ...more },
    { waiting: all, teamsOf: () => [] },
    NOW,
    new PageLinks(undefined),
  );

describe('A target that is due', () => {
  it('is told while somebody can still answer in time, first due first', () => {
    const all = [waiting('1', 4 * MINUTE), waiting('2', 90_000), waiting('3', 6 * MINUTE), waiting('4', -1)];
    const finding = find([...all, waiting('5', null)]);
    expect(finding.found).toBe('so');
    expect(finding.say()).toMatchObject({
      title: '2 contacts breach a target within 5 min, unless somebody answers',
      figures: [
        { label: 'Chat 2 (shop)', value: '1 min 30 s left', note: 'soon, from /price' },
        { label: 'Chat 1 (shop)', value: '4 min left' },
      ],
    });
    expect(find(all.slice(2)).found).toBe('not so');
  });

  it('is so only for the targets, the number and the contacts that its rule names', () => {
    const all = [
      waiting('1', MINUTE),
      waiting('2', MINUTE, { dues: new Map([['replies', new Date(NOW + MINUTE)]]) }),
    ];
    expect(find(all, { targets: ['soon'] }).say()).toMatchObject({ data: { due: 1 } });
    expect(find(all, { moreThan: 2 }).found).toBe('not so');
    expect(find(all, {}, { ...ALL, pages: ['/other'] }).found).toBe('not so');
  });

  it('is told of each target on a wait, also of those after the first and when that is breached', () => {
    const dues = (first: number, second: number) => ({
      dues: new Map([
        ['soon', new Date(NOW + first)],
        ['solved', new Date(NOW + second)],
      ]),
    });
    const both = [waiting('1', null, dues(MINUTE, 2 * MINUTE))];
    expect(find(both).say()).toMatchObject({ data: { due: 1 }, figures: [{ note: 'soon, from /price' }] });
    expect(find(both, { targets: ['solved'] }).say()).toMatchObject({
      figures: [{ value: '2 min left', note: 'solved, from /price' }],
    });
    const late = [waiting('1', null, dues(-MINUTE, 2 * MINUTE))];
    expect(find(late).say()).toMatchObject({ figures: [{ note: 'solved, from /price' }] });
    expect(find(late, { targets: ['soon'] }).found).toBe('not so');
  });
});
