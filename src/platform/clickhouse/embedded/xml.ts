/** A tree of settings; a list repeats its element. */
export type XmlContent = string | number | readonly XmlContent[] | { readonly [element: string]: XmlContent };

/** An XML document in the form of ClickHouse's configuration files, which use elements only. */
export function xmlDocument(comment: string, content: XmlContent): string {
  return `<!-- ${comment} -->\n<clickhouse>\n${render(content, 1)}</clickhouse>\n`;
}

function render(content: XmlContent, depth: number): string {
  if (typeof content !== 'object' || Array.isArray(content)) throw new TypeError('elements are needed here');
  return Object.entries(content)
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one) => element(name, one as XmlContent, depth)),
    )
    .join('');
}

function element(name: string, value: XmlContent, depth: number): string {
  const indent = '  '.repeat(depth);
  if (typeof value === 'object') {
    return `${indent}<${name}>\n${render(value, depth + 1)}${indent}</${name}>\n`;
  }
  return `${indent}<${name}>${escaped(String(value))}</${name}>\n`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
