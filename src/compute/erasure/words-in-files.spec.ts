import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesWith, searchFiles, WordFinder } from './words-in-files';

describe('A search of files', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'searched-'));
    mkdirSync(join(folder, 'below', 'it'), { recursive: true });
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const search = (...words: readonly string[]) => searchFiles(folder, new WordFinder(words));

  it('finds a word in every file of every folder, letter case aside, and in no other', async () => {
    writeFileSync(join(folder, 'one'), 'Ada@Lovelace.example');
    writeFileSync(join(folder, 'below', 'it', 'two'), Buffer.from('\0\xff\xfeÄDA\0', 'utf8'));
    writeFileSync(join(folder, 'below', 'three'), 'Eve');
    expect(await search('ada@lovelace.EXAMPLE')).toEqual({
      files: 3,
      bytes: expect.any(Number) as number,
      found: [join(folder, 'one')],
      unreadable: [],
    });
    expect((await search('äda')).found).toEqual([join(folder, 'below', 'it', 'two')]);
    expect((await search('äda', 'Eve')).found).toHaveLength(2);
  });

  it('finds what lies across what is read at a time', async () => {
    const file = join(folder, 'large');
    for (const before of [(4 << 20) - 9, (4 << 20) - 4, 4 << 20, (8 << 20) - 3, (8 << 20) + 4]) {
      writeFileSync(file, Buffer.concat([Buffer.alloc(before), Buffer.from('a needle'), Buffer.alloc(99)]));
      expect([before, (await search('a needle')).found]).toEqual([before, [file]]);
    }
  });

  it('looks once more for a word in files that may have been deleted, or written anew', async () => {
    const [gone, anew, still] = ['gone', 'anew', 'still'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    for (const path of [anew, still]) writeFileSync(path, 'Ada');
    writeFileSync(anew, 'Eve');
    expect(await filesWith([gone, anew, still], new WordFinder(['Ada']))).toEqual([still]);
  });
});
