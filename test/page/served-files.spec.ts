import { request } from 'node:http';
import { enLater } from '../../page/messages/en-later';
import { describePage, sharedService } from './support/shared-service';

describePage('the files of the page', () => {
  const { emptyUrl: url } = sharedService();
  let html: string;
  let assets: string[];

  beforeAll(async () => {
    html = await (await fetch(url)).text();
    assets = [...html.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, address]) => address ?? '');
  });

  /** The status of a path as it is, which `fetch` would tidy up. */
  function statusOf(path: string): Promise<number | undefined> {
    return new Promise((found, failed) => {
      request(url, { path }, (response) => {
        response.resume();
        found(response.statusCode);
      })
        .on('error', failed)
        .end();
    });
  }

  it('come under a policy that allows nothing from elsewhere and nothing inline', async () => {
    const { headers } = await fetch(url);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(html).not.toMatch(/<style|style=|<script(?![^>]*src=)|https?:/);
  });

  it('are cached permanently where their name has the hash of their content, and else asked for again', async () => {
    expect(assets.length).toBeGreaterThan(3);
    for (const address of assets) {
      const { status, headers } = await fetch(url + address);
      expect([address, status]).toEqual([expect.stringMatching(/-[A-Z0-9]{8}\.(js|css|svg)$/), 200]);
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(headers.get('content-type')).toMatch(/^(text\/javascript|text\/css|image\/svg\+xml)/);
    }
    expect((await fetch(url)).headers.get('cache-control')).toBe('no-cache');
  });

  it('are not sent again to who has them', async () => {
    const etag = (await fetch(url)).headers.get('etag') ?? '';
    const again = await fetch(url, {
      headers: { 'if-none-match': etag, 'cache-control': 'max-age=0' },
    });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it.each([
    ['gzip', 88_000],
    // Browsers take it over HTTPS and on localhost.
    ['br', 80_000],
  ])('are small: all of them together on the wire as %s less than %i bytes', async (encoding, most) => {
    const sizes = await Promise.all(
      ['/', ...assets].map(async (address) => {
        const { headers } = await fetch(url + address, { headers: { 'accept-encoding': encoding } });
        // The smallest ones are not built as Brotli.
        return [headers.get('content-encoding'), Number(headers.get('content-length'))] as const;
      }),
    );
    expect(sizes.filter(([sent]) => sent === encoding).length).toBeGreaterThan(2);
    expect(sizes.reduce((sum, [, size]) => sum + size, 0)).toBeLessThan(most);
  });

  it('are the same whatever they are sent as', async () => {
    for (const address of assets) {
      const [plain, ...compressed] = await Promise.all(
        ['identity', 'gzip', 'br', 'br;q=0, gzip', 'gzip, deflate, br, zstd'].map(async (encoding) =>
          (await fetch(url + address, { headers: { 'accept-encoding': encoding } })).text(),
        ),
      );
      for (const body of compressed) expect(body).toBe(plain);
    }
  });

  it('are of the start alone: no text of what is fetched later is used before that', async () => {
    const scripts = await Promise.all(
      assets
        .filter((address) => address.endsWith('.js'))
        .map(async (address) => (await fetch(url + address)).text()),
    );
    const used = Object.keys(enLater).filter((key) => scripts.some((script) => script.includes(`"${key}"`)));
    expect(used).toEqual([]);
    expect(scripts.join('')).toContain('"app.signOut"');
  });

  it('are the only ones that can be had', async () => {
    const paths = [
      '/assets/../index.html',
      '/assets/..%2F..%2Fmain.js',
      '/assets/..%2f..%2f..%2fpackage.json',
      '/assets/%2e%2e/%2e%2e/page.module.js',
      '/assets/%2Fetc%2Fpasswd',
      '/assets/',
      '/assets/main.js',
      `${assets.find((address) => address.endsWith('.js'))}.br`,
      '/index.html',
      '/page/client/index.html',
    ];
    expect(await Promise.all(paths.map(statusOf))).toEqual(paths.map(() => 404));
  });

  it('hold no data: that is asked for with a token', async () => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ measures { name } }"}',
    });
    expect(response.status).toBe(401);
  });
});
