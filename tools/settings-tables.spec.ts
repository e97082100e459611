import { readFileSync } from 'node:fs';
import { SETTING_NAMES } from '../src/platform/config/environment';
import { settingsFile, settingsTables } from './settings-tables';

/** However wide columns are. */
const asWritten = (text: string) => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---').trim();

describe('docs/configuration.md', () => {
  it('has every setting once, with its default, as the definitions say (npm run configuration)', () => {
    const [, written = ''] =
      /<!-- settings -->([^]*)<!-- end of settings -->/.exec(readFileSync('docs/configuration.md', 'utf8')) ??
      [];
    expect(asWritten(written)).toBe(asWritten(settingsTables()));
    const named = [...written.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, name]) => name);
    expect(named.sort()).toEqual([...SETTING_NAMES].sort());
  });
});

describe('deploy/systemd/environment', () => {
  it('has every setting, as the definitions say (npm run configuration)', () => {
    const written = readFileSync('deploy/systemd/environment', 'utf8');
    expect(written).toBe(settingsFile());
    for (const name of SETTING_NAMES) expect(written).toMatch(new RegExp(`^#${name}=`, 'm'));
    // As it stands, it sets nothing.
    expect(written).not.toMatch(/^[^#\n]/m);
  });
});
