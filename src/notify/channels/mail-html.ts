/**
 * What mails are made of: tables and inline styles, no picture and nothing that is fetched, dark where the client is.
 */
export const FONT = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
export const COLOURS = {
  text: '#1b1e24',
  quiet: '#5d6675',
  line: '#dfe2e8',
  link: '#1a56c4',
  good: '#1a7f45',
  bad: '#b3261e',
} as const;

const STYLE = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.page{background-color:#16181d!important}.card{background-color:#1f2229!important;border-color:#353a45!important}
.text{color:#e7e9ee!important}.quiet{color:#a3abb9!important}.line{border-color:#353a45!important}
.link{color:#8ab4ff!important}.good{color:#6fd197!important}.bad{color:#ff9a91!important}
.remark{background-color:#332b16!important;color:#f3dfa6!important}
.button{background-color:#2f6fe0!important}}
@media (max-width:480px){.inner{padding:20px 16px 8px!important}.outer{padding:0!important}.card{border-radius:0!important}}`;

/** Text as HTML. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

interface Page {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly title: string;
  /** What a list of mails shows behind the subject; empty: what comes first. */
  readonly preview: string;
  /** Rows of a table. */
  readonly rows: readonly string[];
  /** HTML below it. */
  readonly end: string;
}

/** A whole mail: a card on a quiet ground. */
export function mailPage({ language, direction, title, preview, rows, end }: Page): string {
  const shown =
    preview === ''
      ? ''
      : `<div style="display:none;max-height:0;overflow:hidden;font-size:1px;line-height:1px;color:transparent">${escaped(preview)}</div>\n`;
  return `<!doctype html>
<html lang="${language}" dir="${direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body class="page" style="margin:0;padding:0;background-color:#f4f5f7">
${shown}<table role="presentation" dir="${direction}" class="page" width="100%" cellpadding="0" cellspacing="0" style="background-color:#f4f5f7"><tr><td align="center" class="outer" style="padding:24px 12px">
<table role="presentation" class="card" width="600" cellpadding="0" cellspacing="0" style="width:100%;max-width:600px;background-color:#ffffff;border:1px solid ${COLOURS.line};border-radius:8px"><tr><td class="inner" style="padding:24px 24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0">
${rows.join('\n')}
</table>
</td></tr></table>
<p class="quiet" style="margin:12px 12px 24px;${FONT};font-size:12px;line-height:1.5;color:${COLOURS.quiet}">${end}</p>
</td></tr></table>
</body></html>
`;
}
