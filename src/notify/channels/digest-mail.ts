import { WRITTEN_LANGUAGES } from '../../platform/words/written-languages';
import type { DigestSheet, SheetRow, SheetSection, SheetSentence } from '../notices/digest-sheet';
import type { Notice } from '../notices/notice';
import { COLOURS, escaped, FONT, mailPage } from './mail-html';

type Around = Pick<Notice, 'links' | 'unsubscribe'>;

/** A digest as plain text: the same as its HTML. */
export function digestText(sheet: DigestSheet, { links, unsubscribe }: Around): string {
  const parts = [
    `${sheet.title}\n${sheet.about}`,
    ...sheet.remarks,
    ...sheet.sentences.map(({ text }) => text),
    ...sheet.sections.map(sectionText),
    ...links.map(({ text, url }) => `${text}:\n${url}`),
    `-- \n${sheet.reason}`,
    ...(unsubscribe === undefined ? [] : [`${sheet.unsubscribe}:\n${unsubscribe.href}`]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function sectionText({ heading, sentences = [], rows = [], table, note }: SheetSection): string {
  return [
    `${heading}\n${'-'.repeat(heading.length)}`,
    ...sentences.map(({ text }) => `* ${text}`),
    ...rows.map(({ label, value, change, note: sure }) =>
      [`${label}: ${value}`, ...[change, sure].filter((part) => part !== '').map((part) => `  ${part}`)].join(
        '\n',
      ),
    ),
    ...(table?.body.map(([when = '', ...cells]) =>
      [`${when}:`, cells.map((cell, index) => `  ${table.head[index + 1] ?? ''} ${cell}`).join(',')].join(''),
    ) ?? []),
    ...(note === undefined ? [] : [note]),
  ].join('\n');
}

/** A digest as HTML. On a screen of any width: one column, in which figures stand at the end of the line. */
export function digestHtml(sheet: DigestSheet, { links, unsubscribe }: Around): string {
  const { language, title, about, remarks, sentences, sections, reason } = sheet;
  const { direction } = WRITTEN_LANGUAGES[language];
  const writer = new DigestHtml(direction);
  const leave =
    unsubscribe === undefined
      ? ''
      : `<br><a class="quiet" href="${escaped(unsubscribe.href)}" style="color:${COLOURS.quiet}">${escaped(sheet.unsubscribe)}</a>`;
  return mailPage({
    ...{ language, direction, title, preview: sentences.map(({ text }) => text).join(' ') },
    rows: [
      row('quiet', `padding:0 0 4px;font-size:13px;line-height:1.5;color:${COLOURS.quiet}`, about),
      row(
        'text',
        `padding:0 0 16px;font-size:22px;line-height:1.3;font-weight:600;color:${COLOURS.text}`,
        title,
      ),
      ...remarks.map((remark) => writer.remark(remark)),
      ...sentences.map((sentence) => writer.sentence(sentence, 16)),
      ...sections.map((section) => writer.section(section)),
      ...links.map(
        ({ text, url }) =>
          `<tr><td style="padding:20px 0 16px"><a class="button" href="${escaped(url)}" style="display:inline-block;padding:10px 18px;${FONT};font-size:15px;line-height:1.3;font-weight:600;color:#ffffff;background-color:${COLOURS.link};border-radius:6px;text-decoration:none">${escaped(text)}</a></td></tr>`,
      ),
    ],
    end: `${escaped(reason)}${leave}`,
  });
}

/** What reads from left to right, or from right to left. */
class DigestHtml {
  private readonly start: 'left' | 'right';
  private readonly end: 'left' | 'right';

  constructor(direction: 'ltr' | 'rtl') {
    this.start = direction === 'ltr' ? 'left' : 'right';
    this.end = direction === 'ltr' ? 'right' : 'left';
  }

  remark(text: string): string {
    return `<tr><td style="padding:0 0 12px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td class="remark" style="padding:10px 12px;${FONT};font-size:14px;line-height:1.5;color:#5c4a10;background-color:#fdf3d3;border-radius:6px">${escaped(text)}</td></tr></table></td></tr>`;
  }

  /** A bar beside it has the colour of good or bad news. */
  sentence({ text, tone }: SheetSentence, size: number): string {
    const bar = tone === 'neutral' ? COLOURS.line : COLOURS[tone];
    return `<tr><td style="padding:0 0 12px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td class="text${tone === 'neutral' ? ' line' : ''}" style="padding:1px 12px;border-${this.start}:3px solid ${bar};${FONT};font-size:${size}px;line-height:1.5;color:${COLOURS.text}">${escaped(text)}</td></tr></table></td></tr>`;
  }

  section({ heading, sentences = [], rows = [], table, note }: SheetSection): string {
    return [
      row(
        'quiet',
        `padding:20px 0 8px;font-size:14px;line-height:1.4;font-weight:600;color:${COLOURS.quiet}`,
        heading,
      ),
      ...sentences.map((sentence) => this.sentence(sentence, 15)),
      ...(rows.length === 0 ? [] : [inner(rows.map((one) => this.figure(one)).join(''))]),
      ...(table === undefined ? [] : [inner(this.table(table))]),
      ...(note === undefined
        ? []
        : [row('quiet', `padding:6px 0 0;font-size:13px;line-height:1.5;color:${COLOURS.quiet}`, note)]),
    ].join('\n');
  }

  private figure({ label, value, change, tone, note }: SheetRow): string {
    const colour = COLOURS[tone === 'neutral' ? 'quiet' : tone];
    const below = [
      ...(change === ''
        ? []
        : [
            `<span class="${tone === 'neutral' ? 'quiet' : tone}" style="color:${colour}">${escaped(change)}</span>`,
          ]),
      ...(note === '' ? [] : [`<span class="quiet" style="color:${COLOURS.quiet}">${escaped(note)}</span>`]),
    ].join('<br>');
    const line = `border-top:1px solid ${COLOURS.line}`;
    return (
      `<tr><th scope="row" class="text line" align="${this.start}" valign="baseline" style="padding:10px 0 0;${line};${FONT};font-size:15px;line-height:1.4;font-weight:400;color:${COLOURS.text}">${escaped(label)}</th>` +
      `<td class="text line" align="${this.end}" valign="baseline" style="padding:10px 0 0;padding-${this.start}:12px;${line};${FONT};font-size:19px;line-height:1.4;font-weight:600;white-space:nowrap;color:${COLOURS.text}">${escaped(value)}</td></tr>` +
      `<tr><td colspan="2" style="padding:0 0 10px;${FONT};font-size:13px;line-height:1.5">${below}</td></tr>`
    );
  }

  private table({ head, body }: NonNullable<SheetSection['table']>): string {
    const cell = (kind: 'th' | 'td', text: string, index: number, scope: string) => {
      const [align, padding] = index === 0 ? [this.start, '0'] : [this.end, `0;padding-${this.start}:10px`];
      const look = kind === 'th' && scope === 'col' ? 'quiet' : 'text';
      return `<${kind}${scope === '' ? '' : ` scope="${scope}"`} class="${look} line" align="${align}" valign="bottom" style="padding:6px ${padding};padding-bottom:6px;border-top:1px solid ${COLOURS.line};${FONT};font-size:13px;line-height:1.4;font-weight:400;color:${COLOURS[look]}">${escaped(text)}</${kind}>`;
    };
    return [
      `<tr>${head.map((text, index) => cell('th', text, index, 'col')).join('')}</tr>`,
      ...body.map(
        (cells) =>
          `<tr>${cells.map((text, index) => (index === 0 ? cell('th', text, index, 'row') : cell('td', text, index, ''))).join('')}</tr>`,
      ),
    ].join('');
  }
}

function row(look: 'text' | 'quiet', style: string, text: string): string {
  return `<tr><td class="${look}" style="${FONT};${style}">${escaped(text)}</td></tr>`;
}

function inner(rows: string): string {
  return `<tr><td><table width="100%" cellpadding="0" cellspacing="0">${rows}</table></td></tr>`;
}
