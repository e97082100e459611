import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The links of a document to files that are not there, or to headings that these do not have. */
export function brokenLinksOf(file: string): string[] {
  const text = withoutCode(readFileSync(file, 'utf8'));
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)|(?:href|src)="([^"]+)"/g)].map(
    ([, ofMarkdown, ofHtml]) => ofMarkdown ?? ofHtml ?? '',
  );
  return [...new Set(targets)]
    .filter((target) => !/^[a-z]+:/.test(target) && !leads(file, target))
    .map((target) => `${file}: ${target}`);
}

function leads(from: string, target: string): boolean {
  const [path = '', heading] = target.split('#');
  const file = path === '' ? from : join(dirname(from), path);
  if (!existsSync(file)) return false;
  return heading === undefined || !file.endsWith('.md') || headingsOf(file).has(heading);
}

/** As forges make links of headings. */
function headingsOf(file: string): Set<string> {
  const text = withoutCode(readFileSync(file, 'utf8'));
  const own = [...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id);
  return new Set([
    ...own,
    ...[...text.matchAll(/^#+ +(.*)$/gm)].map(([, title = '']) =>
      title
        .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(' ', '-'),
    ),
  ]);
}

function withoutCode(text: string): string {
  return text.replace(/^```[^]*?^```/gm, '');
}
