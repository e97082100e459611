import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOf } from './digest';
import { judge } from './judge';
import type { StoredDelivery } from './judge';
import { Ledger } from './ledger';

const CLEAN = { missing: [], doubled: [], spurious: [], altered: [] };

describe('the judge of the faults', () => {
  let folder: string;
  let ledger: Ledger;
  let stored: StoredDelivery[];

  const deliver = (nonce: string, { isAcknowledged = true, isStored = true } = {}): void => {
    const digest = digestOf(Buffer.from(nonce));
    ledger.noteSent(nonce, digest);
    if (isAcknowledged) ledger.noteAcknowledged(digest);
    if (isStored) stored.push({ deliveryId: `segment-${stored.length}`, nonce, digest });
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'judge-'));
    ledger = new Ledger(folder);
    stored = [];
    for (let number = 0; number < 50; number += 1) deliver(`n${number}`);
  });

  afterEach(() => {
    ledger.close();
    rmSync(folder, { recursive: true });
  });

  it('finds nothing wrong where all that was acknowledged is there once', () => {
    expect(judge(ledger.read(), stored)).toEqual(CLEAN);
  });

  it('lets a delivery that was not acknowledged be there or not', () => {
    deliver('kept', { isAcknowledged: false });
    deliver('gone', { isAcknowledged: false, isStored: false });
    expect(judge(ledger.read(), stored)).toEqual(CLEAN);
  });

  it('lets a body that was sent twice be there twice', () => {
    deliver('n7');
    expect(judge(ledger.read(), stored)).toEqual(CLEAN);
  });

  it('finds a lost delivery', () => {
    stored.splice(7, 1);
    expect(judge(ledger.read(), stored)).toEqual({ ...CLEAN, missing: ['n7: 0 of 1'] });
  });

  it('finds one of two acknowledged copies lost', () => {
    deliver('n7', { isStored: false });
    expect(judge(ledger.read(), stored)).toEqual({ ...CLEAN, missing: ['n7: 1 of 2'] });
  });

  it('finds a doubled delivery, acknowledged or not', () => {
    deliver('maybe', { isAcknowledged: false });
    for (const [place, from] of [7, 50].entries())
      stored.push({ ...(stored[from] as StoredDelivery), deliveryId: `again-${place}` });
    const { doubled, ...others } = judge(ledger.read(), stored);
    expect(others).toEqual({ missing: [], spurious: [], altered: [] });
    expect(doubled).toEqual(['n7: 2, sent 1 times', 'maybe: 2, sent 1 times']);
  });

  it('finds one record that is shown twice', () => {
    stored.push(stored[7] as StoredDelivery);
    expect(judge(ledger.read(), stored).doubled).toContain('n7 as segment-7 a second time');
  });

  it('finds a delivery that nobody sent', () => {
    stored.push({ deliveryId: 'made-up', nonce: 'other', digest: digestOf(Buffer.from('other')) });
    expect(judge(ledger.read(), stored)).toEqual({ ...CLEAN, spurious: ['other as made-up'] });
  });

  it('finds altered bytes, and misses the right ones', () => {
    stored[7] = { ...(stored[7] as StoredDelivery), digest: digestOf(Buffer.from('n7 ')) };
    expect(judge(ledger.read(), stored)).toEqual({
      ...CLEAN,
      missing: ['n7: 0 of 1'],
      altered: ['n7 as segment-7'],
    });
  });

  it('excuses only what the fault itself destroyed', () => {
    stored.splice(7, 2);
    const verdict = judge(ledger.read(), stored, (_, nonce) => nonce === 'n7');
    expect(verdict).toEqual({ ...CLEAN, missing: ['n8: 0 of 1'] });
  });

  it('refuses a ledger that acknowledges what was never sent', () => {
    ledger.noteAcknowledged('0'.repeat(32));
    expect(() => ledger.read()).toThrow('never sent');
  });
});
