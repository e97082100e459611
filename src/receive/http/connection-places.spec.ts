import { connectionPlaces } from './connection-places';

describe('The places for connections', () => {
  it.each([
    [256, 128],
    [1024, 512],
    [20_000, 19_488],
    [1_048_576, 50_000],
  ])('leave, of %d open files, enough for the service itself', (openFiles, places) => {
    expect(connectionPlaces(openFiles)).toBe(places);
  });

  it('follow the limit of this process unless told otherwise', () => {
    expect(connectionPlaces()).toBeGreaterThanOrEqual(128);
    expect(connectionPlaces()).toBeLessThanOrEqual(50_000);
  });
});
