/** A block of code of a document that tests run: what a reader of it copies. */
export interface Snippet {
  readonly language: string;
  readonly code: string;
}

const MARKED = /<!-- tested: ([a-z0-9-]+) -->\n+```(\w+)\n([^]*?)\n```/g;
const MARK = /<!-- tested: /g;

/** The blocks that a comment `<!-- tested: name -->` stands before. @throws Error for one without a block, or twice */
export function markedSnippets(markdown: string): ReadonlyMap<string, Snippet> {
  const found = [...markdown.matchAll(MARKED)].map(
    ([, name = '', language = '', code = '']) => [name, { language, code }] as const,
  );
  const snippets = new Map(found);
  const marks = [...markdown.matchAll(MARK)].length;
  if (snippets.size !== marks)
    throw new Error(`${marks} marks, but ${snippets.size} blocks of code after them`);
  return snippets;
}

/** @throws Error where there is none of this name */
export function snippetOf(snippets: ReadonlyMap<string, Snippet>, name: string): string {
  const snippet = snippets.get(name);
  if (snippet === undefined) throw new Error(`the document has no tested block "${name}"`);
  return snippet.code;
}
