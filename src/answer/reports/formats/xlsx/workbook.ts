import type { WrittenReport } from '../report-format';
import { columnLetters } from './cell';
import type { Sheet } from './sheet';
import { stylesXml } from './styles';
import { RELATIONSHIPS_NAMESPACE, SPREADSHEET_NAMESPACE, XML, xmlText } from './xml';
import type { ZipPart } from './zipped';

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const CORE = 'application/vnd.openxmlformats-package.core-properties+xml';

/** The parts of a workbook that say what its sheets are, which is known at the end. */
export function* workbookParts(report: WrittenReport, sheets: readonly Sheet[]): Generator<ZipPart> {
  yield part('xl/styles.xml', stylesXml());
  yield part('xl/workbook.xml', workbookXml(report, sheets));
  yield part('xl/_rels/workbook.xml.rels', workbookRelationships(sheets));
  yield part('docProps/core.xml', propertiesXml(report));
  yield part('_rels/.rels', packageRelationships());
  yield part('[Content_Types].xml', contentTypesXml(sheets));
}

function part(path: string, text: string): ZipPart {
  // eslint-disable-next-line @typescript-eslint/require-await -- whoever zips awaits the pieces of all parts
  const content = async function* () {
    yield text;
  };
  return { path, content: content() };
}

function workbookXml({ columns }: WrittenReport, sheets: readonly Sheet[]): string {
  const last = columnLetters(columns.length - 1);
  const names = sheets.flatMap(({ name, rows }, index) => [
    // Excel finds the rows of a filter by this name.
    `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">'${name}'!$A$1:$${last}$${rows + 1}</definedName>`,
    `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">'${name}'!$1:$1</definedName>`,
  ]);
  return [
    `${XML}<workbook xmlns="${SPREADSHEET_NAMESPACE}" xmlns:r="${RELATIONSHIPS_NAMESPACE}">`,
    '<bookViews><workbookView/></bookViews><sheets>',
    ...sheets.map(({ name, number }) => `<sheet name="${name}" sheetId="${number}" r:id="rId${number}"/>`),
    `</sheets><definedNames>${names.join('')}</definedNames></workbook>`,
  ].join('');
}

function workbookRelationships(sheets: readonly Sheet[]): string {
  return relationshipsXml([
    ...sheets.map(({ number }): [string, string] => [
      `${RELATIONSHIPS_NAMESPACE}/worksheet`,
      `worksheets/sheet${number}.xml`,
    ]),
    [`${RELATIONSHIPS_NAMESPACE}/styles`, 'styles.xml'],
  ]);
}

function packageRelationships(): string {
  return relationshipsXml([
    [`${RELATIONSHIPS_NAMESPACE}/officeDocument`, 'xl/workbook.xml'],
    [`${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
  ]);
}

/** Numbered as they stand: rId1, rId2, … */
function relationshipsXml(targets: readonly (readonly [type: string, target: string])[]): string {
  const relationships = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${relationships.join('')}</Relationships>`;
}

/** What the file says of itself: whose clocks it shows. */
function propertiesXml({ name, zone }: WrittenReport): string {
  return [
    `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">`,
    `<dc:title>${xmlText(name)}</dc:title>`,
    `<dc:description>Dates and times are those of ${xmlText(zone)}.</dc:description>`,
    '</cp:coreProperties>',
  ].join('');
}

function contentTypesXml(sheets: readonly Sheet[]): string {
  const overrides = [
    ['/xl/workbook.xml', `${CONTENT}.sheet.main+xml`],
    ['/xl/styles.xml', `${CONTENT}.styles+xml`],
    ['/docProps/core.xml', CORE],
    ...sheets.map(({ number }) => [`/xl/worksheets/sheet${number}.xml`, `${CONTENT}.worksheet+xml`]),
  ].map(([path, type]) => `<Override PartName="${path}" ContentType="${type}"/>`);
  return [
    `${XML}<Types xmlns="${PACKAGE}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    ...overrides,
    '</Types>',
  ].join('');
}
