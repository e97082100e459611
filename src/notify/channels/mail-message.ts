import type { Notice, NoticeFigure } from '../notices/notice';
import { digestHtml, digestText } from './digest-mail';
import { COLOURS, escaped, FONT, mailPage } from './mail-html';
import { headline, MAY_BE_REPEAT } from './wording';

/** A mail as people read it, in plain text and in HTML, and what goes with it. */
export interface MailMessage {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

const MAX_SUBJECT = 150;

/** Quiet, and readable in any client. Whatever people wrote is text. */
export function mailMessage(notice: Notice, isRepeat: boolean): MailMessage {
  const title = headline(notice);
  const { sheet, unsubscribe } = notice;
  const paragraphs = [...(isRepeat ? [MAY_BE_REPEAT] : []), ...notice.text];
  return {
    subject: title.length > MAX_SUBJECT ? `${title.slice(0, MAX_SUBJECT)}…` : title,
    text: sheet === undefined ? plainText(notice, title, paragraphs) : digestText(sheet, notice),
    html: sheet === undefined ? html(notice, title, paragraphs) : digestHtml(sheet, notice),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'List-Id': 'SignalZen analytics <notifications.signalzen-analytics>',
      ...(unsubscribe !== undefined && { 'List-Unsubscribe': `<${unsubscribe.href}>` }),
      // One click is for https alone: RFC 8058.
      ...(unsubscribe?.protocol === 'https:' && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
  };
}

function plainText({ figures, links }: Notice, title: string, paragraphs: readonly string[]): string {
  const width = Math.max(0, ...figures.map(({ label }) => label.length));
  const parts = [
    title,
    ...paragraphs,
    figures
      .map(({ label, value, note }) => `${label.padEnd(width)}  ${value}${note === '' ? '' : `  (${note})`}`)
      .join('\n'),
    ...links.map(({ text, url }) => `${text}:\n${url}`),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function html({ figures, links }: Notice, title: string, paragraphs: readonly string[]): string {
  return mailPage({
    ...{ language: 'en', direction: 'ltr', title, preview: '', end: 'SignalZen analytics' },
    rows: [
      `<tr><td class="text" style="padding:0 0 12px;${FONT};font-size:18px;line-height:1.35;font-weight:600;color:${COLOURS.text}">${foreign(title)}</td></tr>`,
      ...paragraphs.map(
        (paragraph) =>
          `<tr><td class="text" style="padding:0 0 12px;${FONT};font-size:15px;line-height:1.5;color:${COLOURS.text}">${foreign(paragraph)}</td></tr>`,
      ),
      ...(figures.length === 0 ? [] : [`<tr><td style="padding:4px 0 12px">${tableOf(figures)}</td></tr>`]),
      ...links.map(
        ({ text, url }) =>
          `<tr><td style="padding:0 0 12px;${FONT};font-size:15px;line-height:1.5"><a class="link" href="${foreign(url)}" style="color:${COLOURS.link}">${foreign(text)}</a></td></tr>`,
      ),
    ],
  });
}

function tableOf(figures: readonly NoticeFigure[]): string {
  const line = `border-top:1px solid ${COLOURS.line}`;
  const rows = figures.map(({ label, value, note, tone }) => {
    const colour = COLOURS[tone ?? 'quiet'];
    return (
      `<tr><th scope="row" class="text line" align="left" style="padding:8px 12px 8px 0;${line};${FONT};font-size:14px;font-weight:400;color:${COLOURS.text}">${foreign(label)}</th>` +
      `<td class="text line" align="right" style="padding:8px 0;${line};${FONT};font-size:14px;font-weight:600;white-space:nowrap;color:${COLOURS.text}">${foreign(value)}</td></tr>` +
      (note === ''
        ? ''
        : `<tr><td colspan="2" class="${tone ?? 'quiet'}" style="padding:0 0 8px;${FONT};font-size:13px;color:${colour}">${foreign(note)}</td></tr>`)
    );
  });
  return `<table width="100%" cellpadding="0" cellspacing="0">${rows.join('')}</table>`;
}

/** Directions of writing that begin in a name end there, too. */
function foreign(text: string): string {
  return escaped(text).replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
}
