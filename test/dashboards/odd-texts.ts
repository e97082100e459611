import type { World } from '../../simulator/world/model';

/**
 * What visitors' pages and attributes can be, and what quotes, lists, URLs, GraphQL or Grafana could take for its own.
 * `$__all` is not among them: as a value it is all of them, in Grafana.
 */
export const ODD_TEXTS = [
  ...['a"b', 'a\\b', 'a\nb', 'a,b', '{x}', '$x', "'", '😀', ''],
  ...['x\\', '"""', '${page:raw}', '$page', '%41', 'a+b', 'a&b=c', ' '],
];

/** An attribute with a value of each kind, whose name is of all kinds. */
export const ODD_NAME = ODD_TEXTS.join('');

/** The page of each: those of addresses hold no line breaks, and none ends with a blank. */
export function oddPageOf(text: string): string {
  return `/odd/${text.replaceAll('\n', '')}.`;
}

/** A world of whose visitors each has one of the odd texts as an attribute, and one in three as its page. */
export function withOddTexts(world: World): World {
  const happenings = world.happenings.map(({ visitor, ...happening }) => {
    const text = ODD_TEXTS[visitor.id % ODD_TEXTS.length] ?? '';
    const attributes = [...visitor.attributes, { name: ODD_NAME, value: text }];
    const address = `https://www.example.com${oddPageOf(text).split('/').map(encodeURIComponent).join('/')}`;
    const lastUrl = visitor.id % 3 === 0 ? address : visitor.lastUrl;
    return { ...happening, visitor: { ...visitor, attributes, lastUrl } };
  });
  return { ...world, happenings };
}
