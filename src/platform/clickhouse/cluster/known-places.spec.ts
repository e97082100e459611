import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { KnownPlaces } from './known-places';

describe('What a data directory remembers of the shards of accounts', () => {
  const log = pino({ enabled: false });
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'places-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is what was last said, also after a restart', () => {
    const places = KnownPlaces.in(folder, log);
    expect(places.shards.size).toBe(0);
    places.replace(
      new Map([
        ['shop', '2'],
        ['club', '1'],
      ]),
    );
    expect([...KnownPlaces.in(folder, log).shards].sort()).toEqual([
      ['club', '1'],
      ['shop', '2'],
    ]);
    expect(readdirSync(folder)).toEqual(['account-shards.json']);
  });

  it.each(['', '{"shop":"2"', '["2"]', '{"shop":2}', '{"shop":"../2"}'])(
    'is nothing where the file is damaged: %s',
    (text) => {
      writeFileSync(join(folder, 'account-shards.json'), text);
      expect(KnownPlaces.in(folder, log).shards.size).toBe(0);
    },
  );

  it('holds for the process where the file cannot be written', () => {
    writeFileSync(join(folder, 'file'), '');
    const places = KnownPlaces.in(join(folder, 'file'), log);
    places.replace(new Map([['shop', '2']]));
    expect(places.shards.get('shop')).toBe('2');
  });
});
