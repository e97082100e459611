import { urlPathOf } from './url-path';

describe('the page of an address', () => {
  it.each([
    ['https://shop.example/products/shoes/?size=4#top', '/products/shoes'],
    ['http://shop.example', '/'],
    ['https://shop.example//', '/'],
    ['/cart/?a=/b', '/cart'],
    ['/', '/'],
    ['//shop.example/cart', '/cart'],
    ['http://shop.exampleü/cart', '/cart'],
    ['?a', ''],
    ['android-app://x/y', ''],
    ['nothing', ''],
    ['//', ''],
    ['', ''],
  ])('of %j is %j', (url, page) => {
    expect(urlPathOf(url)).toBe(page);
  });

  it.each([
    ['/gr%C3%BC%C3%9Fe', '/grüße'],
    ['/grüße', '/grüße'],
    ['/%F0%9F%91%8B/%e2%82%ac', '/👋/€'],
    ['/a%20b', '/a b'],
    ['/a b', '/a b'],
    ['/a/../b', '/b'],
    ['/a%2Fb%3Fc', '/a/b?c'],
    ['/sale%2F', '/sale'],
    ['/100%25', '/100%'],
    ['/%2541', '/%41'],
  ])('is %j as people read it: %j, from a bare path and from an address', (path, page) => {
    expect(urlPathOf(path)).toBe(page);
    expect(urlPathOf(`https://shop.example${path}`)).toBe(page);
  });

  it.each([
    '/100%',
    '/%E4%F6',
    '/%C3',
    '/%C3%',
    '/%ED%A0%80',
    '/%C0%AF',
    '/%F5%80%80%80',
    '/%0A%00%7F%C2%85',
  ])('leaves what is no text of UTF-8 as it is: %j', (path) => {
    expect(urlPathOf(path)).toBe(path);
  });

  it('decodes beside what it cannot decode', () => {
    expect(urlPathOf('/%E4%C3%A4%zz%0A%C3%B6')).toBe('/%E4ä%zz%0Aö');
  });

  it('is cut where it is very long, between characters', () => {
    expect(urlPathOf(`/${'a'.repeat(600)}`)).toHaveLength(500);
    expect(urlPathOf(`/${'a'.repeat(498)}%F0%9F%91%8B%F0%9F%8F%BD`)).toBe(`/${'a'.repeat(498)}`);
  });
});
