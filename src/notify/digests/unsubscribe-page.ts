import { createHash } from 'node:crypto';
import type { Response } from 'express';
import type { DigestRules } from '../../platform/rules/digest-rules';
import { WRITTEN_LANGUAGES } from '../../platform/words/written-languages';
import { inDigest } from './digest-words';
import { UNSUBSCRIBE_PATH } from './unsubscriptions';

type Shown =
  | { readonly state: 'unknown' | 'later' }
  | {
      readonly state: 'asked' | 'stopped' | 'resumed';
      readonly digest: Pick<DigestRules, 'name' | 'language'>;
      readonly token: string;
    };

const STYLE = `:root{color-scheme:light dark}
body{margin:0;font:17px/1.5 system-ui,sans-serif;background:#f4f5f7;color:#1b1e24}
main{max-width:30rem;margin:12vh auto 0;padding:1.5rem 2rem 2rem;background:#fff}
main{border:1px solid #dfe2e8;border-radius:10px}
h1{font-size:1rem;font-weight:600;color:#5d6675;margin:0 0 .75rem}
p{margin:0 0 1.25rem}
button{font:inherit;padding:.5rem 1.1rem;border:1px solid #1a56c4;border-radius:6px;cursor:pointer}
button{background:#1a56c4;color:#fff}
button.quiet{background:none;color:#1a56c4}
@media (prefers-color-scheme:dark){
body{background:#16181d;color:#e7e9ee}main{background:#1f2229;border-color:#353a45}h1{color:#a3abb9}
button.quiet{color:#8ab4ff;border-color:#8ab4ff}}`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');
const CONTENT_SECURITY_POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

const STATUSES = { unknown: 404, later: 503 } as const;

/** Asks or says to a receiver what becomes of his mails. It holds no address. */
export function sendUnsubscribePage(response: Response, shown: Shown): void {
  const language = 'digest' in shown ? shown.digest.language : 'en';
  const { direction } = WRITTEN_LANGUAGES[language];
  const title = escaped(inDigest(language, 'page.title'));
  response
    .status('digest' in shown ? 200 : STATUSES[shown.state])
    .set({
      'Content-Security-Policy': CONTENT_SECURITY_POLICY,
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      'X-Robots-Tag': 'noindex',
    })
    .type('html')
    .send(
      `<!doctype html><html lang="${language}" dir="${direction}"><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${STYLE}</style>
<main><h1>${title}</h1>${contentOf(shown)}</main></html>
`,
    );
}

function contentOf(shown: Shown): string {
  if (!('digest' in shown)) return paragraph(inDigest('en', `page.${shown.state}`));
  const { state, token } = shown;
  const { name, language } = shown.digest;
  const own = `${UNSUBSCRIBE_PATH}/${encodeURIComponent(token)}`;
  if (state === 'stopped')
    return (
      paragraph(inDigest(language, 'page.stopped', { name })) +
      button(`${own}/again`, inDigest(language, 'page.again'), 'quiet')
    );
  if (state === 'resumed') return paragraph(inDigest(language, 'page.resumed', { name }));
  return (
    paragraph(inDigest(language, 'page.question', { name })) +
    button(own, inDigest(language, 'page.stop'), '')
  );
}

function paragraph(text: string): string {
  return `<p>${escaped(text)}</p>`;
}

function button(action: string, text: string, kind: string): string {
  return `<form method="post" action="${escaped(action)}"><button class="${kind}">${escaped(text)}</button></form>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
