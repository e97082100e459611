import { parsedUrl } from './parsed-url';

describe('parsedUrl', () => {
  it('reads a URL, with its base if it is relative', () => {
    expect(parsedUrl('https://shop.example/a?b#c')?.pathname).toBe('/a');
    expect(parsedUrl('/a', 'https://shop.example')?.href).toBe('https://shop.example/a');
  });

  it.each(['', 'shop', '/a', 'https://', 'https://a b/'])('takes %j for no URL', (text) => {
    expect(parsedUrl(text)).toBeUndefined();
  });

  it('knows hosts with letters such as ü, however often it is asked', () => {
    const hosts = Array.from({ length: 30_000 }, () => parsedUrl('https://münchen.example/')?.host);
    expect(new Set(hosts)).toEqual(new Set(['xn--mnchen-3ya.example']));
  });
});
