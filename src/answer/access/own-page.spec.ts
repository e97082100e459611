import { requireJsonOfOwnPage, requireOwnPage } from './own-page';

const publicUrl = new URL('https://analytics.example');
const passes = (headers: Record<string, string>, typed = false, at: URL | undefined = publicUrl): boolean => {
  try {
    requireOwnPage({ host: 'analytics.example', ...headers }, { publicUrl: at, typed });
    return true;
  } catch {
    return false;
  }
};
const isAsked = (method: string, type: string | undefined, headers: Record<string, string> = {}): boolean => {
  try {
    const sent = {
      'sec-fetch-site': 'same-origin',
      ...headers,
      ...(type === undefined ? {} : { 'content-type': type }),
    };
    requireJsonOfOwnPage({ method, headers: sent }, publicUrl);
    return true;
  } catch {
    return false;
  }
};

describe('What somebody may do who has signed in', () => {
  it('is what the page of this service asks, as the browser says', () => {
    expect(passes({ 'sec-fetch-site': 'same-origin' })).toBe(true);
    for (const site of ['same-site', 'cross-site', 'none', '', 'same-origin, cross-site'])
      expect(passes({ 'sec-fetch-site': site, origin: 'https://analytics.example' })).toBe(false);
    expect(passes({ 'sec-fetch-site': 'none' }, true)).toBe(true);
    expect(passes({ 'sec-fetch-site': 'same-site' }, true)).toBe(false);
  });

  it('is told by the origin where the browser says no more, and is nothing where it says nothing', () => {
    expect(passes({ origin: 'https://analytics.example' })).toBe(true);
    for (const origin of [
      ...[
        'http://analytics.example',
        'https://analytics.example:8443',
        'https://analytics.example.evil',
        'null',
        '',
      ],
    ])
      expect(passes({ origin })).toBe(false);
    expect(passes({})).toBe(false);
    expect(passes({}, true)).toBe(false);
  });

  it('is told by the host where no address is set', () => {
    expect(
      passes({ host: 'intranet:3000', origin: 'http://intranet:3000' }, false, new URL('https://a.example')),
    ).toBe(false);
    const host = { host: 'intranet:3000' };
    const unset = (headers: Record<string, string>) => {
      try {
        requireOwnPage({ ...host, ...headers }, { publicUrl: undefined, typed: false });
        return true;
      } catch {
        return false;
      }
    };
    expect(unset({ origin: 'http://intranet:3000' })).toBe(true);
    expect(unset({ origin: 'http://intranet:3001' })).toBe(false);
    expect(unset({ origin: 'http://evil.example' })).toBe(false);
  });

  it('is, for GraphQL, sent as JSON: no form of another page can do that', () => {
    expect(isAsked('POST', 'application/json')).toBe(true);
    expect(isAsked('POST', 'Application/JSON; charset=utf-8')).toBe(true);
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'text/plain; application/json',
      undefined,
    ])
      expect(isAsked('POST', type)).toBe(false);
    expect(isAsked('GET', 'application/json')).toBe(false);
    expect(isAsked('POST', 'application/json', { 'sec-fetch-site': 'cross-site' })).toBe(false);
  });
});
