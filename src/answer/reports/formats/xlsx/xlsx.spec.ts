import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { sheetsOf, shownTime } from '../../../../../test/support/workbook-reader';
import { LocalTimes } from '../../../measures/calendar/local-time';
import type { Cell, Column } from '../../../measures/columns/column';
import type { ReportRow } from '../../report';
import { columnLetters } from './cell';
import { stylesXml } from './styles';
import { writeXlsx } from './xlsx';

const text: Column = { name: 'text', type: 'TEXT', isNullable: true };
const COLUMNS: Column[] = [
  text,
  { name: 'id', type: 'ID', isNullable: false },
  { name: 'whole', type: 'WHOLE', isNullable: false, unit: 'messages' },
  { name: 'seconds', type: 'NUMBER', isNullable: true, unit: 'seconds' },
  { name: 'share', type: 'NUMBER', isNullable: true, unit: 'ratio' },
  { name: 'stars', type: 'NUMBER', isNullable: true, unit: 'stars' },
  { name: 'flag', type: 'BOOLEAN', isNullable: false },
  { name: 'at', type: 'TIME', isNullable: true },
  { name: 'bucket', type: 'BUCKET', isNullable: false },
];
const vilnius = new LocalTimes('Europe/Vilnius');

/** The rows, some at a time. */
async function* portionsOf(rows: readonly ReportRow[], size = 2): AsyncGenerator<readonly ReportRow[]> {
  for (let from = 0; from < rows.length; from += size) {
    yield await Promise.resolve(rows.slice(from, from + size));
  }
}

async function fileOf(columns: readonly Column[], rows: readonly ReportRow[], maxRows?: number) {
  const pieces: Uint8Array[] = [];
  const report = { name: 'episodes', zone: 'Europe/Vilnius', columns };
  for await (const piece of writeXlsx(report, portionsOf(rows), maxRows)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** The only sheet with these rows. */
async function sheetOf(columns: readonly Column[], rows: readonly ReportRow[]) {
  const [sheet, ...more] = sheetsOf(await fileOf(columns, rows));
  if (sheet === undefined || more.length > 0) throw new Error('not one sheet');
  return sheet;
}

/** The cell of a column that has only this. */
async function cellOf(column: Column, cell: Cell) {
  return (await sheetOf([column], [{ [column.name]: cell }])).rows[0]?.[column.name];
}

describe('a workbook', () => {
  it('has cells of the types and formats of their columns', async () => {
    const row = {
      ...{ text: '=HYPERLINK("http://x","y")', id: '1234567890123456', whole: 12_345, seconds: 256.637 },
      ...{ share: 0.8333, stars: 4.5, flag: true },
      at: vilnius.timeAt(Date.UTC(2026, 10, 1, 11, 0, 0, 123)),
      bucket: vilnius.dateAt(Date.UTC(2026, 9, 31, 22)),
    };
    const { name, header, rows } = await sheetOf(COLUMNS, [row]);
    expect([name, header]).toEqual(['episodes', COLUMNS.map((column) => column.name)]);
    const [read] = rows;
    expect(read).toMatchObject({
      text: { type: 'text', value: row.text, format: '@', formula: undefined },
      id: { type: 'text', value: row.id, format: '@' },
      whole: { type: 'number', value: 12_345, format: '#,##0' },
      seconds: { type: 'number', value: 256.637, format: '#,##0.0##' },
      share: { type: 'number', value: 0.8333, format: '0.0%' },
      stars: { type: 'number', value: 4.5, format: '#,##0.00' },
      flag: { type: 'boolean', value: true },
      at: { type: 'number', format: 'yyyy-mm-dd hh:mm:ss.000' },
      bucket: { type: 'number', value: 46_327, format: 'yyyy-mm-dd' },
    });
    if (read?.['at'] === undefined) throw new Error('no time');
    expect(shownTime(read['at'])).toEqual(new Date('2026-11-01T13:00:00.123Z'));
  });

  it('leaves cells empty that have no value, and has no row without a header', async () => {
    const empty = Object.fromEntries(COLUMNS.map(({ name }) => [name, null]));
    const { rows } = await sheetOf(COLUMNS, [empty, { ...empty, text: '', whole: 0 }]);
    expect(rows).toEqual([{}, { whole: expect.objectContaining({ value: 0 }) as unknown }]);
    const none = await sheetOf(COLUMNS, []);
    expect([none.header.length, none.rows]).toEqual([COLUMNS.length, []]);
  });

  it('has a bold header that stays in sight, filters, and columns as wide as their names', async () => {
    const { xml, filtered } = await sheetOf(COLUMNS, [{ text: 'a' }, { text: 'b' }]);
    expect(filtered).toBe('A1:I3');
    expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(xml).toMatch(/<row r="1"><c r="A1" s="2" t="inlineStr">/);
    const bold = /<fonts[^>]*><font>(?!<b\/>).*?<\/font><font><b\/>/;
    expect(stylesXml()).toMatch(bold);
    const fonts = [...stylesXml().matchAll(/<xf numFmtId="\d{3}" fontId="(\d)"/g)].map(([, font]) => font);
    expect(fonts.map((font, style) => (font === '1' ? style : -1)).filter((style) => style >= 0)).toEqual([
      2,
    ]);
    const widths = [...xml.matchAll(/<col min="(\d+)" max="\1" width="(\d+)" customWidth="1"\/>/g)];
    expect(widths.map(([, , width]) => Number(width))).toEqual([16, 20, 10, 11, 10, 10, 10, 24, 20]);
    // Ids are texts on purpose.
    expect(xml).toContain('<ignoredError sqref="A2:A3 B2:B3" numberStoredAsText="1"/>');
  });

  it('goes on in a second sheet where Excel takes no more rows', async () => {
    const rows = Array.from({ length: 7 }, (_, number) => ({ text: `row ${number}` }));
    const sheets = sheetsOf(await fileOf([text], rows, 4));
    expect(sheets.map(({ name }) => name)).toEqual(['episodes', 'episodes 2', 'episodes 3']);
    expect(sheets.map(({ header }) => header)).toEqual([['text'], ['text'], ['text']]);
    expect(sheets.map(({ filtered }) => filtered)).toEqual(['A1:A4', 'A1:A4', 'A1:A2']);
    expect(sheets.flatMap((sheet) => sheet.rows.map((row) => row['text']?.value))).toEqual(
      rows.map((row) => row.text),
    );
    expect(sheetsOf(await fileOf([text], rows.slice(1), 4))).toHaveLength(2);
  });

  it('keeps every text as it is, whatever it holds', async () => {
    const odd = [
      '_x0041_',
      '_x005F_',
      '_X000d_',
      '_X44d1\r',
      '_x44d1_x0001\u0001',
      'a\rb',
      '\u0000\u0001\u001f',
      '\t\n',
      ' a ',
      '\u00a0',
      ']]>',
      '&lt;',
      '"\'',
      '\uffff',
      '𝒳',
      '00123',
      '1e5',
      'TRUE',
      '2026-11-01',
    ];
    const random = fc.sample(
      fc.string({ unit: fc.constantFrom('_', 'x', 'X', '0', '4', '1', 'd', '\r', '<', '&', 'é') }),
      300,
    );
    const texts = [...odd, ...random].filter((one) => one !== '');
    const { rows, xml } = await sheetOf(
      [text],
      texts.map((one) => ({ text: one })),
    );
    expect(rows.map((row) => row['text']?.value)).toEqual(texts);
    // SheetJS is lenient: neither what XML cannot hold, nor what it reads as another character or leaves out.
    expect(xml.replace(/^.*\n/, '')).not.toMatch(/[^\t\n -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u);
    expect(xml).toContain('<t xml:space="preserve"> a </t>');
  });

  it('says in a cell what Excel would cut from it', async () => {
    const fits = 'é'.repeat(32_767);
    expect((await cellOf(text, fits))?.value).toBe(fits);
    const cut = String((await cellOf(text, `${'𝒳'.repeat(20_000)}!`))?.value);
    expect(cut.length).toBeLessThanOrEqual(32_767);
    expect(cut).toMatch(
      /^(?:𝒳)+ … \[cut by Excel's limit: this text has 40001 characters; CSV, JSON and NDJSON/u,
    );
  });

  it('has times as the clocks of the zone show them, the hour that comes twice too', async () => {
    const at: Column = { name: 'at', type: 'TIME', isNullable: false };
    const before = Date.UTC(2026, 9, 25, 0, 30);
    const { rows } = await sheetOf(
      [at],
      [before, before + 3_600_000].map((time) => ({ at: vilnius.timeAt(time) })),
    );
    expect(rows.map((row) => row['at'] && shownTime(row['at']).toISOString())).toEqual([
      '2026-10-25T03:30:00.000Z',
      '2026-10-25T03:30:00.000Z',
    ]);
    expect(await cellOf(at, new Date(before))).toMatchObject({ type: 'number', value: 46_320 + 0.5 / 24 });
  });

  it('has times as texts that Excel does not know', async () => {
    const at: Column = { name: 'at', type: 'TIME', isNullable: false };
    expect(await cellOf(at, new Date('1900-03-01T00:00:00Z'))).toMatchObject({ type: 'number', value: 61 });
    expect(await cellOf(at, new Date('1900-02-28T23:59:59Z'))).toMatchObject({
      type: 'text',
      value: '1900-02-28T23:59:59.000Z',
    });
    const zone = new LocalTimes('Asia/Kathmandu');
    expect(await cellOf(at, zone.timeAt(Date.UTC(9999, 11, 31, 20)))).toMatchObject({ type: 'text' });
  });

  it('calls columns as spreadsheets do', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnLetters)).toEqual([
      'A',
      'Z',
      'AA',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
    ]);
  });

  it('fails with its rows, and lets go of them', async () => {
    let isLeft = false;
    async function* failing(): AsyncGenerator<readonly ReportRow[]> {
      try {
        yield [{ text: 'a' }];
        await Promise.reject(new Error('the database is gone'));
      } finally {
        isLeft = true;
      }
    }
    const pieces = writeXlsx({ name: 'events', zone: 'UTC', columns: [text] }, failing());
    const all = async () => {
      for await (const piece of pieces) expect(piece.length).toBeGreaterThan(0);
    };
    await expect(all()).rejects.toThrow('the database is gone');
    expect(isLeft).toBe(true);
  });

  it('asks for no more rows than are taken, and for none when it is left', async () => {
    let [given, isLeft] = [0, false];
    const random = () => fc.sample(fc.string({ minLength: 1000, maxLength: 1000 }), 1)[0] ?? '';
    async function* endless(): AsyncGenerator<readonly ReportRow[]> {
      try {
        for (;;) {
          given += 1;
          yield await Promise.resolve([{ text: random() }]);
        }
      } finally {
        isLeft = true;
      }
    }
    const pieces = writeXlsx({ name: 'events', zone: 'UTC', columns: [text] }, endless());
    for (let taken = 0; taken < 5; taken += 1) await pieces.next();
    // It fills what it has room for, and then it waits.
    for (let before = -1; before !== given;) {
      before = given;
      await sleep(200);
      expect(given).toBeLessThan(500);
    }
    await pieces.return(undefined);
    expect(isLeft).toBe(true);
  });
});
