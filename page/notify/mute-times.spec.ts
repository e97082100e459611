import { muteEnd } from './mute-times';

describe('an alert is muted', () => {
  const NOW = Date.parse('2026-03-28T22:30:00Z');
  const endOf = (...given: Parameters<typeof muteEnd>) => new Date(muteEnd(...given)).toISOString();

  it('for an hour, or a week', () => {
    expect(endOf('hour', NOW, 'UTC')).toBe('2026-03-28T23:30:00.000Z');
    expect(endOf('week', NOW, 'UTC')).toBe('2026-04-04T22:30:00.000Z');
  });

  it('until the next morning of the place, also when its clocks are changed that night', () => {
    expect(endOf('tomorrow', NOW, 'UTC')).toBe('2026-03-29T08:00:00.000Z');
    expect(endOf('tomorrow', NOW, 'Europe/Berlin')).toBe('2026-03-29T06:00:00.000Z');
    expect(endOf('tomorrow', NOW, 'Asia/Tokyo')).toBe('2026-03-29T23:00:00.000Z');
  });
});
