import { xmlDocument } from './xml';

describe('A configuration file of ClickHouse', () => {
  it('nests, and repeats the elements of a list', () => {
    expect(xmlDocument('Note', { a: 1, b: { c: ['x', 'y'] } })).toBe(
      '<!-- Note -->\n<clickhouse>\n  <a>1</a>\n  <b>\n    <c>x</c>\n    <c>y</c>\n  </b>\n</clickhouse>\n',
    );
  });

  it('keeps a path with odd characters a text', () => {
    expect(xmlDocument('Note', { path: '/data/<a> & "b"' })).toContain(
      '<path>/data/&lt;a&gt; &amp; "b"</path>',
    );
  });
});
