import { UNBOUNDED } from '../../../platform/access/caller';
import { BadInput } from '../bad-input';
import { encodedFilterOf, resolveFilter } from './filter-input';

const NOTHING = {
  ...{ accounts: [], operators: [], teams: [], pages: [], attributes: [] },
  ...{ copilot: undefined, hours: 'ALL' },
};
const ODD = ['a"b', 'a\\b', 'a\nb', 'a,b', 'a&b=c', 'a+b', '100%', '%41', '{x}', '$x', "'", '😀', ''];

describe('a filter that is written as the query of a URL', () => {
  it('says what the parts say by themselves, with the names of Grafana as well', () => {
    const parts = {
      ...{ accounts: ['shop'], operators: ['7', 'shop:8'], teams: ['a'], pages: ['/a b'], copilot: true },
      hours: 'OUTSIDE',
      attributes: [{ name: 'plan', values: ['pro', ''] }],
    };
    for (const prefix of ['', 'var-'])
      expect(
        encodedFilterOf(
          `${prefix}account=shop&${prefix}operator=7&${prefix}operator=shop:8&${prefix}page=%2Fa%20b&${prefix}team=a&${prefix}copilot=true&${prefix}hours=OUTSIDE&${prefix}attribute=plan&${prefix}attribute_value=pro&${prefix}attribute_value=`,
        ),
      ).toEqual(parts);
  });

  it.each(ODD)('holds any text: %j', (text) => {
    const written = `page=${encodeURIComponent(text)}&page=x&attribute=${encodeURIComponent(`n${text}`)}&attribute_value=${encodeURIComponent(text)}`;
    const form = new URLSearchParams([['page', text]]).toString();
    expect(encodedFilterOf(written)).toEqual({
      ...NOTHING,
      pages: [text, 'x'],
      attributes: [{ name: `n${text}`, values: [text] }],
    });
    expect(encodedFilterOf(form).pages).toEqual([text]);
  });

  it('filters nothing where all is chosen, or nothing can be', () => {
    for (const text of [
      '',
      '&',
      'var-account=$__all&var-operator=$__all&var-page=$__all&var-copilot=null&var-hours=ALL',
      'var-attribute=plan&var-attribute_value=$__all',
      'var-attribute=&var-attribute_value=$__all',
    ])
      expect(encodedFilterOf(text)).toEqual(NOTHING);
    expect(encodedFilterOf('page=%24__all').pages).toEqual(['$__all']);
  });

  it.each([
    ['opertor=7', /"opertor" is no part of a filter: it takes account, operator, team, page/],
    ['var-zone=UTC', /"zone" is no part/],
    ['page=50%', /"50%" is not percent-encoded/],
    ['page=%E0%A4', /not percent-encoded/],
    ['copilot=yes', /true or false/],
    ['copilot=true&copilot=false', /true or false/],
    ['hours=INSIDE&hours=OUTSIDE', /"hours" is one of INSIDE, OUTSIDE, ALL/],
    ['hours=inside', /"hours" is one of/],
    ['attribute_value=pro', /"attribute_value" needs one "attribute"/],
    ['attribute=a&attribute=b&attribute_value=pro', /needs one "attribute"/],
  ])('is refused with what would be right: %s', (text, message) => {
    expect(() => encodedFilterOf(text)).toThrow(BadInput);
    expect(() => encodedFilterOf(text)).toThrow(message);
  });

  it('goes with other parts of the filter, of which none is given twice', () => {
    const attributes = [{ name: 'plan', values: ['pro'] }];
    expect(resolveFilter({ pages: ['/a'], attributes, encoded: 'operator=shop:7' }, UNBOUNDED)).toEqual({
      ...{ ...NOTHING, pages: ['/a'], attributes },
      operators: [{ account: 'shop', id: '7' }],
    });
    const both = { attributes, encoded: 'attribute=os&attribute_value=linux' };
    expect(resolveFilter(both, UNBOUNDED).attributes).toEqual([
      ...attributes,
      { name: 'os', values: ['linux'] },
    ]);
    expect(() => resolveFilter({ pages: ['/a'], encoded: 'page=/b' }, UNBOUNDED)).toThrow(
      /"pages" is given twice/,
    );
    expect(resolveFilter({ hours: 'INSIDE', encoded: 'hours=ALL' }, UNBOUNDED).hours).toBe('INSIDE');
    expect(() => resolveFilter({ hours: 'INSIDE', encoded: 'hours=OUTSIDE' }, UNBOUNDED)).toThrow(/twice/);
    expect(() => resolveFilter({ copilot: false, encoded: 'copilot=true' }, UNBOUNDED)).toThrow(
      /"copilot" is given twice/,
    );
  });
});
