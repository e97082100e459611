import type { Notice, NoticeFigure } from '../notices/notice';
import { headline, MAY_BE_REPEAT } from './wording';

/** A mail as people read it, in plain text and in HTML, and what goes with it. */
export interface MailMessage {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

const MAX_SUBJECT = 150;

/**
 * Quiet, and readable in any client: tables and inline styles, no picture and nothing that is fetched, dark where the
 * client is. Whatever people wrote is text.
 */
export function mailMessage(notice: Notice, isRepeat: boolean): MailMessage {
  const title = headline(notice);
  const paragraphs = [...(isRepeat ? [MAY_BE_REPEAT] : []), ...notice.text];
  return {
    subject: title.length > MAX_SUBJECT ? `${title.slice(0, MAX_SUBJECT)}…` : title,
    text: plainText(notice, title, paragraphs),
    html: html(notice, title, paragraphs),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'List-Id': 'SignalZen analytics <notifications.signalzen-analytics>',
      ...(notice.unsubscribe !== undefined && {
        'List-Unsubscribe': `<${notice.unsubscribe.href}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
  };
}

function plainText(
  { figures, links, unsubscribe }: Notice,
  title: string,
  paragraphs: readonly string[],
): string {
  const width = Math.max(0, ...figures.map(({ label }) => label.length));
  const parts = [
    title,
    ...paragraphs,
    figures
      .map(({ label, value, note }) => `${label.padEnd(width)}  ${value}${note === '' ? '' : `  (${note})`}`)
      .join('\n'),
    ...links.map(({ text, url }) => `${text}:\n${url}`),
    ...(unsubscribe === undefined ? [] : [`No more of these mails:\n${unsubscribe.href}`]),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
const STYLE = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.page{background-color:#16181d!important}.card{background-color:#1f2229!important;border-color:#353a45!important}
.text{color:#e7e9ee!important}.quiet{color:#a3abb9!important}.line{border-color:#353a45!important}
.link{color:#8ab4ff!important}.good{color:#6fd197!important}.bad{color:#ff9a91!important}}`;

function html({ figures, links, unsubscribe }: Notice, title: string, paragraphs: readonly string[]): string {
  const rows = [
    `<tr><td class="text" style="padding:0 0 12px;${FONT};font-size:18px;line-height:1.35;font-weight:600;color:#1b1e24">${escaped(title)}</td></tr>`,
    ...paragraphs.map(
      (paragraph) =>
        `<tr><td class="text" style="padding:0 0 12px;${FONT};font-size:15px;line-height:1.5;color:#1b1e24">${escaped(paragraph)}</td></tr>`,
    ),
    ...(figures.length === 0 ? [] : [`<tr><td style="padding:4px 0 12px">${tableOf(figures)}</td></tr>`]),
    ...links.map(
      ({ text, url }) =>
        `<tr><td style="padding:0 0 12px;${FONT};font-size:15px;line-height:1.5"><a class="link" href="${escaped(url)}" style="color:#1a56c4">${escaped(text)}</a></td></tr>`,
    ),
  ];
  const end =
    unsubscribe === undefined
      ? ''
      : ` &middot; <a class="quiet" href="${escaped(unsubscribe.href)}" style="color:#5d6675">No more of these mails</a>`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body class="page" style="margin:0;padding:0;background-color:#f4f5f7">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background-color:#f4f5f7"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="card" width="600" cellpadding="0" cellspacing="0" style="width:100%;max-width:600px;background-color:#ffffff;border:1px solid #dfe2e8;border-radius:8px"><tr><td style="padding:24px 24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0">
${rows.join('\n')}
</table>
</td></tr></table>
<p class="quiet" style="margin:12px 0 0;${FONT};font-size:12px;line-height:1.5;color:#5d6675">SignalZen analytics${end}</p>
</td></tr></table>
</body></html>
`;
}

const TONES = { good: '#1a7f45', bad: '#b3261e' } as const;

function tableOf(figures: readonly NoticeFigure[]): string {
  const line = 'border-top:1px solid #dfe2e8';
  const rows = figures.map(({ label, value, note, tone }) => {
    const colour = tone === undefined ? '#5d6675' : TONES[tone];
    return (
      `<tr><th scope="row" class="text line" align="left" style="padding:8px 12px 8px 0;${line};${FONT};font-size:14px;font-weight:400;color:#1b1e24">${escaped(label)}</th>` +
      `<td class="text line" align="right" style="padding:8px 0;${line};${FONT};font-size:14px;font-weight:600;white-space:nowrap;color:#1b1e24">${escaped(value)}</td></tr>` +
      (note === ''
        ? ''
        : `<tr><td colspan="2" class="${tone ?? 'quiet'}" style="padding:0 0 8px;${FONT};font-size:13px;color:${colour}">${escaped(note)}</td></tr>`)
    );
  });
  return `<table width="100%" cellpadding="0" cellspacing="0">${rows.join('')}</table>`;
}

/** Directions of writing that begin in a name end there, too. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
}
