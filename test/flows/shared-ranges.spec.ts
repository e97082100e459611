import fc from 'fast-check';
import { startOf } from '../../page/time/local-calendar';
import { presetDays, PRESETS } from '../../page/time/presets';
import type { PresetName } from '../../page/time/presets';
import { presetRange } from '../../src/answer/measures/calendar/preset-range';
import { RANGE_PRESETS } from '../../src/platform/access/shared-view';

describe('The ranges of a share link that move on', () => {
  const wordOf = (name: string) => name.toUpperCase().replaceAll('-', '_');

  it('are those of the page, at every moment and in every zone', () => {
    const names = Object.keys(PRESETS) as PresetName[];
    expect(names.map(wordOf)).toEqual([...RANGE_PRESETS]);
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2035, 0, 1) }),
        fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
        (name, now, zone) => {
          const preset = RANGE_PRESETS.find((one) => one === wordOf(name)) ?? 'TODAY';
          const { first, end } = presetDays(name, now, zone);
          const shown = { from: startOf(first, zone), to: startOf(end, zone) };
          expect(presetRange(preset, now, zone)).toEqual(shown);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
