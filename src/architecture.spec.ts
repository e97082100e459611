import { readFileSync } from 'node:fs';

interface Cruise {
  readonly forbidden: readonly {
    readonly from: { readonly path?: string };
    readonly to: { readonly pathNot?: string };
  }[];
}

/** `a>b` for each folder a of src that may import from folder b, by the rules that are enforced. */
function enforced(): string[] {
  const { forbidden } = jest.requireActual<Cruise>('../.dependency-cruiser.cjs');
  return forbidden.flatMap(({ from, to }) => {
    const folder = /^\^src\/([a-z-]+)\/$/.exec(from.path ?? '')?.[1];
    const allowed = /^\^src\/\((.*)\)\/$/.exec(to.pathNot ?? '')?.[1]?.split('|') ?? [];
    return folder === undefined
      ? []
      : allowed.filter((name) => name !== folder).map((name) => `${folder}>${name}`);
  });
}

/** The same by the drawing in docs/architecture.md. */
function drawn(): string[] {
  const drawing = /```mermaid\n([^`]*)```/.exec(readFileSync('docs/architecture.md', 'utf8'))?.[1] ?? '';
  return drawing.split('\n').flatMap((line) => {
    const folders = line.trim().split(' --> ');
    return folders.slice(1).map((to, index) => `${folders[index] ?? ''}>${to}`);
  });
}

describe('docs/architecture.md', () => {
  it('draws the import layers that are enforced, besides those of settings and log', () => {
    const isDrawn = (rule: string) => !/>(config|logging)$/.test(rule);
    const rules = enforced().filter(isDrawn).sort();
    expect(rules.length).toBeGreaterThan(10);
    expect(drawn().sort()).toEqual(rules);
  });
});
