import { readdirSync, readFileSync } from 'node:fs';

interface Cruise {
  readonly forbidden: readonly { readonly name: string }[];
}

/** The groups of src in the order in which they may import, by the rules that are enforced. */
function enforced(): string[] {
  const { forbidden } = jest.requireActual<Cruise>('../.dependency-cruiser.cjs');
  return forbidden.flatMap(({ name }) => /^(.*)-imports-only-what-stands-before-it$/.exec(name)?.[1] ?? []);
}

/** `group/folder` for each row of the table in docs/architecture.md, in its order. */
function described(): string[] {
  const rows = readFileSync('docs/architecture.md', 'utf8').matchAll(
    /^\| (?:`([a-z]+)`)? +\| `([a-z-]+)` +\|/gm,
  );
  let group = '';
  return [...rows].map(([, named, folder = '']) => {
    group = named ?? group;
    return `${group}/${folder}`;
  });
}

describe('docs/architecture.md', () => {
  it('has the groups of src in the order in which they may import', () => {
    const groups = new Set(described().map((folder) => folder.split('/')[0]));
    expect([...groups]).toEqual(enforced());
    expect(groups.size).toBeGreaterThan(5);
  });

  it('says of each folder what it does', () => {
    const folders = readdirSync('src', { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name: group }) =>
        readdirSync(`src/${group}`, { withFileTypes: true })
          .filter((entry) => entry.isDirectory())
          .map(({ name }) => `${group}/${name}`),
      );
    expect(described().sort()).toEqual(folders.sort());
  });
});
