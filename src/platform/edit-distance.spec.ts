import { editDistance, nearestName } from './edit-distance';

describe('A name', () => {
  it('is as far from another as it has other letters', () => {
    expect(editDistance('SECRET', 'SECRET')).toBe(0);
    expect(editDistance('SECRET', 'SECRTE')).toBe(1);
    expect(editDistance('SECRET', 'SECRETS')).toBe(1);
    expect(editDistance('', 'AB')).toBe(2);
  });

  it('is taken for the nearest that is known, whatever its case and hyphens, or for none', () => {
    const known = ['office', 'night-shift', 'Europe/Berlin'];
    expect(nearestName('offise', known)).toBe('office');
    expect(nearestName('NightShift', known)).toBe('night-shift');
    expect(nearestName('europe/berlin', known)).toBe('Europe/Berlin');
    expect(nearestName('warehouse', known)).toBeUndefined();
  });
});
