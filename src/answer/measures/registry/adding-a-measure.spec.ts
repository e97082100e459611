import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGE = 'docs/adding-a-measure.md';
const SNIPPET = /<!-- in: (\S+) -->\n+```\w+\n([^]*?)\n```/g;
/** Paths of files, as code or as a link to another document. */
const FILE_NAME = /`((?:[\w.-]+\/)+[\w.-]+\.\w+)`|\]\(([\w.-]+\.md)\)/g;

/** The measure that the page adds, and those most like it: their names, or those of their facts. */
const ADDED = /episodesEmpty|episode_empty/;
const SIMILAR_NAMES = [
  /episodesStarted|episode_started/,
  /episodesMissed|episode_missed/,
  /episodesUnanswered|episode_unanswered/,
];
const FOLDERS = [
  ...['clickhouse', 'dashboards/source', 'docs', 'page', 'simulator', 'src'],
  ...['test/contract', 'test/reference', 'test/support'],
];

const text = readFileSync(PAGE, 'utf8');
const snippets = [...text.matchAll(SNIPPET)].map(([, file = '', code = '']) => ({ file, code }));
const named = new Set(
  [...text.matchAll(FILE_NAME)].map(([, path, document = '']) => path ?? `docs/${document}`),
);

/** Without the blanks that all lines begin with. */
function unindented(code: string): string {
  const lines = code.split('\n');
  const depth = Math.min(...lines.filter((line) => line !== '').map((line) => line.search(/\S|$/)));
  return lines.map((line) => line.slice(depth)).join('\n');
}

/** Whether a file has these lines, deeper within other code or not. */
function holds(file: string, code: string): boolean {
  const length = code.split('\n').length;
  const lines = readFileSync(file, 'utf8').split('\n');
  const wanted = unindented(code);
  return lines.some((_, from) => unindented(lines.slice(from, from + length).join('\n')) === wanted);
}

function filesWith(patterns: readonly RegExp[]): string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.(spec\.ts|png)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  ).filter((file) => {
    const content = readFileSync(file, 'utf8');
    return file !== PAGE && patterns.every((pattern) => pattern.test(content));
  });
}

describe(PAGE, () => {
  it('shows code that stands in the files it names', () => {
    expect(snippets.length).toBeGreaterThan(5);
    expect(snippets).toHaveLength(text.split('<!-- in: ').length - 1);
    expect(snippets.filter(({ file, code }) => !holds(file, code))).toEqual([]);
    expect(snippets.filter(({ file }) => !named.has(file))).toEqual([]);
  });

  it('names files that there are', () => {
    expect([...named].filter((file) => !existsSync(file))).toEqual([]);
  });

  it('names every place in which measures like it stand with it', () => {
    const places = filesWith([ADDED, ...SIMILAR_NAMES]);
    expect(places).toContain('clickhouse/facts/run_facts.sql');
    expect(places.filter((file) => !named.has(file))).toEqual([]);
  });
});
