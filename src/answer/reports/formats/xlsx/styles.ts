import { SPREADSHEET_NAMESPACE, XML, xmlText } from './xml';

/** How cells are shown, in the order of their numbers. Excel shows the separators of its own country in them. */
const FORMATS = {
  plain: 'General',
  /** As a text: what somebody edits stays one. */
  text: '@',
  header: '@',
  whole: '0',
  count: '#,##0',
  decimal: '#,##0.00',
  seconds: '#,##0.0##',
  share: '0.0%',
  date: 'yyyy-mm-dd',
  time: 'yyyy-mm-dd hh:mm:ss',
  /** With the fraction: without it Excel rounds what it shows, to the next day even. */
  moment: 'yyyy-mm-dd hh:mm:ss.000',
} as const;

export type Style = keyof typeof FORMATS;

const STYLES = Object.keys(FORMATS) as Style[];
/** Smaller ones are Excel's own. */
const FIRST_FORMAT_ID = 164;

/** By which number cells name their style. */
export function styleIndex(style: Style): number {
  return STYLES.indexOf(style);
}

/** `xl/styles.xml` */
export function stylesXml(): string {
  const formats = STYLES.map(
    (style, index) =>
      `<numFmt numFmtId="${FIRST_FORMAT_ID + index}" formatCode="${xmlText(FORMATS[style])}"/>`,
  );
  const cells = STYLES.map(
    (style, index) =>
      `<xf numFmtId="${FIRST_FORMAT_ID + index}" fontId="${style === 'header' ? 1 : 0}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`,
  );
  const font = '<sz val="11"/><name val="Calibri"/><family val="2"/>';
  return [
    `${XML}<styleSheet xmlns="${SPREADSHEET_NAMESPACE}">`,
    `<numFmts count="${formats.length}">${formats.join('')}</numFmts>`,
    `<fonts count="2"><font>${font}</font><font><b/>${font}</font></fonts>`,
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${cells.length}">${cells.join('')}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
    '</styleSheet>',
  ].join('');
}
