import { QueryParameters } from './query-parameters';

describe('the parameters of a URL', () => {
  const listIn = (query: string) => new QueryParameters(`/reports/stats.csv${query}`).list('a');

  it.each([
    ['', []],
    ['?b=1', []],
    ['?a=1', ['1']],
    ['?a=1,2&b=3&a=4', ['1', '2', '4']],
    ['?a=1\\,2,3', ['1,2', '3']],
    ['?a=%2Fde%2C1,+x', ['/de', '1', ' x']],
    ['?a=', ['']],
    ['?a=1,', ['1', '']],
  ])('make of %j the list %j', (query, list) => {
    expect(listIn(query)).toEqual(list);
  });

  it('are read once, and refused when they stand twice', () => {
    const query = new QueryParameters('/x?one=1&two=1&two=1');
    expect([query.one('one'), query.one('none')]).toEqual(['1', undefined]);
    expect(() => query.one('two')).toThrow('only once');
    expect(query.names()).toEqual(['one', 'two']);
  });
});
