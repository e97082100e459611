import { pathOf } from './page-of';
import type { RawDelivery } from './delivery';
import { lastEpisodeAt } from './sample-histories';
import { HOUR, userEvent, visitorMessage } from './samples';

const HALF = HOUR / 2;
const seen = (ms: number, last_url: unknown) => userEvent('tagged', ms, { last_url });
const pageOf = (...deliveries: RawDelivery[]) => lastEpisodeAt(HOUR, deliveries).page;

describe('the page of an episode', () => {
  it('is the first one seen in it', () => {
    const visit = visitorMessage(1, 0);
    expect(pageOf(visit, seen(2000, '/second'), seen(1000, '/first'), seen(-1000, '/before'))).toBe('/first');
    expect(pageOf(seen(0, '/at-once'), visit)).toBe('/at-once');
  });

  it('is the latest before it, where none is seen in it', () => {
    const visits = [visitorMessage(1, 0), userEvent('closed', 1000), visitorMessage(2, HOUR)];
    expect(pageOf(...visits, seen(500, '/one'), seen(HALF, '/two'), seen(HALF - 1, '/three'))).toBe('/two');
    expect(pageOf(visitorMessage(1, 0), seen(-1, null), seen(-2, '/told'), seen(1, 7))).toBe('/told');
    expect(pageOf(...visits)).toBe('');
  });

  it('is unknown where what is seen first is no URL', () => {
    expect(pageOf(visitorMessage(1, 0), seen(1, 'somewhere'), seen(2, '/here'), seen(-1, '/before'))).toBe(
      '',
    );
  });

  it('is not what is seen after the end', () => {
    const visit = visitorMessage(1, 0);
    expect(pageOf(visit, seen(1000, '/open'))).toBe('/open');
    expect(lastEpisodeAt(48 * HOUR, [visit, seen(1000, '/idle')]).page).toBe('');
    expect(pageOf(visit, userEvent('closed', 1000), seen(2000, '/tail'))).toBe('/tail');
    expect(pageOf(visit, userEvent('closed', 1000), seen(HALF, '/closed'))).toBe('');
    expect(pageOf(visit, userEvent('closed', 1000, { last_url: '/close' }))).toBe('/close');
  });

  it("is seen in the sender of a visitor's message, unless the event holds a user", () => {
    const visit = visitorMessage(1, 0, { sender: { id: 7, last_url: '/sender' } });
    expect(pageOf(visit)).toBe('/sender');
    const both = { ...visit, body: Buffer.from(visit.body.toString().replace(/}$/, ',"user":{"id":7}}')) };
    expect(pageOf(both)).toBe('');
  });

  it('is that of the close where the start is unknown, else the latest before it', () => {
    const before = seen(-1, '/before');
    expect(pageOf(before, userEvent('closed', 0, { last_url: '/close' }))).toBe('/close');
    expect(pageOf(before, userEvent('closed', 0))).toBe('/before');
    expect(pageOf(userEvent('closed', 0), seen(1, '/tail'))).toBe('/tail');
  });
});

describe('the path of a URL', () => {
  it.each([
    ['https://www.example.com/a/b?c=d#e', '/a/b'],
    ['http://example.com:8080/a/', '/a'],
    ['https://example.com/a//', '/a'],
    ['https://example.com', '/'],
    ['https://example.com/?q', '/'],
    ['/a/b/?c=/d', '/a/b'],
    ['/a#b?c', '/a'],
    ['/', '/'],
    ['/?a', '/'],
    ['ftp://example.com/a', ''],
    ['example.com/a', ''],
    ['about:blank', ''],
    ['https://', ''],
    ['', ''],
  ])('of %s is %s', (lastUrl, path) => {
    expect(pathOf(lastUrl)).toBe(path);
  });

  it('is not endless', () => {
    expect(pathOf(`/${'a'.repeat(600)}`)).toBe(`/${'a'.repeat(499)}`);
  });
});
