import { findData } from './data-condition';
import { PageLinks } from './finding';

const NOW = Date.UTC(2026, 0, 1);
const find = (state: Partial<Parameters<typeof findData>[1]>) =>
  findData(
    { kind: 'data', lateMs: 600_000, coverageBelow: 0.95 },
    {
      ...{ behindMs: 2_000, coverage: null, notUnderstood: 0, linked: { account: 'shop', share: 0.96 } },
      ...{ lastRefusedAt: null, now: NOW, ...state },
    },
    new PageLinks(undefined),
  );
const found = (state: Partial<Parameters<typeof findData>[1]>) => find(state).map((finding) => finding.found);

describe('The data', () => {
  it('are told to be late, not whole or not understood, each by itself', () => {
    expect(found({})).toEqual(['not so', 'not so', 'not so', 'not so', 'not so']);
    expect(found({ behindMs: 660_000 })).toEqual(['so', 'not so', 'not so', 'not so', 'not so']);
    expect(found({ coverage: 0.94 })).toEqual(['not so', 'so', 'not so', 'not so', 'not so']);
    const [, , third] = find({ notUnderstood: 1 });
    expect(third).toMatchObject({ found: 'so' });
    expect(third?.say().title).toBe('1 delivery of the last seven days could not be read');
  });

  it('are not late where nothing was ever counted, as of a service that begins', () => {
    expect(found({ behindMs: null })).toEqual(['no data', 'not so', 'not so', 'not so', 'not so']);
  });

  it('are told to be refused until 10 minutes after the last one, and to be linked too rarely', () => {
    const [refused, unlinked] = [3, 4];
    expect(found({ lastRefusedAt: NOW - 599_000 })[refused]).toBe('so');
    expect(found({ lastRefusedAt: NOW - 600_000 })[refused]).toBe('not so');
    expect(found({ lastRefusedAt: undefined })[refused]).toBe('no data');
    expect(found({ linked: undefined })[unlinked]).toBe('no data');
    const one = find({ linked: { account: 'shop', share: 0.5 } })[unlinked];
    expect(one).toMatchObject({ found: 'so' });
    expect(one?.say().title).toBe('only 50 % of the operator messages of shop are linked to their chats');
  });
});
