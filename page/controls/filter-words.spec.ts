import { NO_SELECTION } from '../view/view';
import type { Selection } from '../view/view';
import { filterWords } from './filter-words';

const OPERATORS = [
  { value: 'shop:7', label: 'Ann', account: 'shop' },
  { value: 'support:7', label: 'Bob', account: 'support' },
];

describe('the filter in words', () => {
  it('says when there is none', () => {
    expect(filterWords(NO_SELECTION, OPERATORS)).toBe('No filter');
  });

  it('names every value that was chosen, operators by their names', () => {
    const selection: Selection = {
      accounts: ['shop', 'support'],
      operators: ['support:7', 'shop:99', ''],
      teams: ['billing', ''],
      pages: ['/pricing', ''],
      copilot: false,
      hours: 'OUTSIDE',
      attributes: new Map([['plan', ['pro', 'team']]]),
    };
    expect(filterWords(selection, OPERATORS)).toBe(
      'Only Account: shop, support · Operator: Bob, shop:99, (none) · Team: billing, (none) · Page: /pricing, (none) · plan: pro, team · without the copilot · outside of working hours',
    );
  });

  it('names an operator of an only account, whatever the link called them', () => {
    const alone = [{ value: '7', label: 'Ann', account: 'default' }];
    for (const value of ['7', 'default:7'])
      expect(filterWords({ ...NO_SELECTION, operators: [value] }, alone)).toBe('Only Operator: Ann');
  });
});
