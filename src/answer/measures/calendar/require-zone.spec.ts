import { InvalidZone, requireZone } from './require-zone';

describe('requireZone', () => {
  it.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'America/Port-au-Prince', 'Etc/GMT+5'])(
    'accepts %s',
    (name) => {
      expect(requireZone(name)).toBe(name);
    },
  );

  it('accepts every zone that the JavaScript engine lists', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    expect(zones.length).toBeGreaterThan(300);
    expect(zones.map(requireZone)).toEqual(zones);
  });

  it('answers in the spelling of the time zone database', () => {
    expect(requireZone('utc')).toBe('UTC');
    expect(requireZone('europe/berlin')).toBe('Europe/Berlin');
  });

  it.each([
    '+02:00',
    '-0500',
    '+2',
    'Z',
    'z',
    'UTC+2',
    'GMT+2',
    'PST',
    '',
    ' UTC',
    'Europe/Atlantis',
    'Europe/Berlin\0',
    '2024-01-01T00:00Z',
    '2024-01-01T00:00+02:00[Europe/Berlin]',
    '__proto__',
  ])('refuses %j', (name) => {
    expect(() => requireZone(name)).toThrow(InvalidZone);
  });

  it('says what would be right', () => {
    expect(() => requireZone('+02:00')).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        message: expect.stringMatching(/^"\+02:00" is not a time zone: .*"Europe\/Berlin"/) as unknown,
      }) as Error,
    );
  });
});
