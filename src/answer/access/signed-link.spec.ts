import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { LinkOver } from './link-over';
import { readSignedLink } from './signed-link';

const SECRET = 'a-secret-of-the-host-with-letters';
const NOW = Date.parse('2026-11-26T09:30:00Z');
const PAYLOAD = { exp: NOW / 1000 + 600, view: { preset: 'LAST_7_DAYS' } };

const base64url = (text: string) => Buffer.from(text).toString('base64url');
const signed = (payload: unknown, secret = SECRET): string => {
  const head = `v1.${base64url(typeof payload === 'string' ? payload : JSON.stringify(payload))}`;
  return `${head}.${createHmac('sha256', secret).update(head).digest('base64url')}`;
};

describe('a link that a host signed', () => {
  const read = (text: string, now = NOW) => readSignedLink(text, SECRET, now);

  it('shows the numbers of its view, and ends', () => {
    const host = 'https://crm.example';
    const view = { from: '2026-11-01T00:00:00+01:00', to: '2026-11-01T23:00:00Z', timezone: 'Europe/Berlin' };
    const filters = { accounts: ['shop'], pages: ['/pricing'], copilot: false };
    const caller = read(signed({ exp: NOW / 1000 + 60, host, view, filters }));
    expect(caller).toMatchObject({
      ...{ kind: 'share', name: 'Signed by https://crm.example', scopes: new Set(['numbers']) },
      bounds: {
        accounts: ['shop'],
        teams: [],
        view: {
          range: { from: Date.parse('2026-10-31T23:00Z'), to: Date.parse('2026-11-01T23:00Z') },
          ...{ zone: 'Europe/Berlin', compare: 'NONE', clock: 'CALENDAR', host },
          ...{ pages: ['/pricing'], copilot: false, operators: [], attributes: [], hours: 'ALL' },
        },
      },
      expiresAt: new Date(NOW + 60_000),
    });
  });

  it.each([
    ['over', signed({ ...PAYLOAD, exp: NOW / 1000 }), /are over: reload the page/],
    ['signed for too long', signed({ ...PAYLOAD, exp: NOW / 1000 + 631 }), /exp may lie 600 seconds ahead/],
    ['signed with another secret', signed(PAYLOAD, 'another'), /signature of this link is wrong/],
    ['changed', signed(PAYLOAD).replace(/^v1\.../, 'v1.eX'), /signature/],
    ['cut', signed(PAYLOAD).slice(0, -1), /signature/],
    ['without a signature', `v1.${base64url(JSON.stringify(PAYLOAD))}.`, /signature/],
    ['no JSON', signed('view'), /no JSON/],
    ['without a range', signed({ exp: PAYLOAD.exp, view: {} }), /either preset, or from and a later to/],
    [
      'of a part of a day',
      signed({ ...PAYLOAD, view: { from: '2026-11-01T00:00:00Z', to: '2026-11-01T10:00:00Z' } }),
      /beginnings of days/,
    ],
    [
      'of two ranges',
      signed({ ...PAYLOAD, view: { preset: 'TODAY', from: '2026-01-01T00:00:00Z' } }),
      /either/,
    ],
    [
      'of a zone that is none',
      signed({ ...PAYLOAD, view: { preset: 'TODAY', timezone: 'Mars' } }),
      /IANA zone/,
    ],
    [
      'of what is not known',
      signed({ ...PAYLOAD, filters: { account: ['shop'] } }),
      /not understood.*account/,
    ],
    [
      'of an attribute of any value',
      signed({ ...PAYLOAD, filters: { attributes: [{ name: 'a', values: [] }] } }),
      /values/,
    ],
  ])('is refused where it is %s, with the reason', (_, text, reason) => {
    expect(() => read(text)).toThrow(LinkOver);
    expect(() => read(text)).toThrow(reason);
  });

  it('opens nothing where hosts sign nothing', () => {
    expect(() => readSignedLink(signed(PAYLOAD, ''), undefined, NOW)).toThrow(/access\.embed\.secret/);
  });

  const [node, python] = [
    ...readFileSync('docs/access.md', 'utf8').matchAll(/```(?:js|python)\n(.*?)```/gs),
  ].map(([, program = '']) => program);
  it.each([
    ['Node', process.execPath, ['--input-type=module', '--eval', node ?? '']],
    ['Python', 'python3', ['-c', python ?? '']],
  ])('is signed as the example of %s in the documentation does', (_, program, args) => {
    const link = execFileSync(program, args, {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], EMBED_SECRET: SECRET },
    }).trim();
    const [, text = ''] = link.split('#share=');
    expect(link).toMatch(/^https:\/\/analytics\.example\/embed\?host=https%3A%2F%2Fcrm\.example#share=v1\./);
    expect(read(text, Date.now())).toMatchObject({
      bounds: { accounts: ['shop'], view: { host: 'https://crm.example', range: { preset: 'LAST_7_DAYS' } } },
    });
  });
});
