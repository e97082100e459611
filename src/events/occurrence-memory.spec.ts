import { OccurrenceMemory } from './occurrence-memory';

const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 1);
const body = (event_type: string, data: object = { id: 5 }) =>
  Buffer.from(JSON.stringify({ event_type, data }));
const ON = body('user.enabled_copilot');
const OFF = body('user.disabled_copilot');

describe('deciding whether equal bytes without a time are one event', () => {
  let memory: OccurrenceMemory;
  const decide = (bytes: Buffer, minutes: number, account = 'default') =>
    memory.decide(account, bytes, START + minutes * MINUTE);

  beforeEach(() => {
    memory = new OccurrenceMemory();
  });

  it('takes a repetition for the same event', () => {
    const first = decide(ON, 0);
    expect(first).not.toBe(0n);
    expect(decide(ON, 9)).toBe(first);
  });

  it('takes on, off, on for three events', () => {
    expect(new Set([decide(ON, 0), decide(OFF, 1), decide(ON, 2)]).size).toBe(3);
  });

  it('measures ten minutes from the last repetition', () => {
    const first = decide(ON, 0);
    expect(decide(ON, 10)).toBe(first);
    expect(decide(ON, 20)).toBe(first);
    expect(decide(ON, 30.01)).not.toBe(first);
  });

  it('keeps chats and accounts apart', () => {
    const first = decide(ON, 0);
    expect(decide(body('user.disabled_copilot', { id: 6 }), 1)).not.toBe(first);
    expect(decide(OFF, 1, 'other')).not.toBe(0n);
    expect(decide(ON, 2)).toBe(first);
  });

  it('sees an event of the family also when its body carries a time', () => {
    const first = decide(ON, 0);
    const datedOff = body('user.disabled_copilot', { id: 5, updated_at: '2026-01-01T00:01:00.000Z' });
    expect(decide(datedOff, 1)).toBe(0n);
    expect(decide(ON, 2)).not.toBe(first);
  });

  it('decides nothing where the body tells events apart', () => {
    expect(decide(body('message.created', { id: 1 }), 0)).toBe(0n);
    expect(decide(body('user.created', { id: 1 }), 0)).toBe(0n);
    expect(decide(body('user.closed', { id: 1, updated_at: '2026-01-01T00:00:00.000Z' }), 0)).toBe(0n);
  });

  it('takes copies of a body that is no JSON for one event', () => {
    const first = decide(Buffer.from('{'), 0);
    expect(decide(Buffer.from('other'), 0)).not.toBe(first);
    expect(decide(Buffer.from('{'), 1)).toBe(first);
  });

  it('goes on after a restart as if there had been none', () => {
    const first = decide(ON, 0);
    memory = new OccurrenceMemory();
    memory.remember('default', ON, START, first);
    expect(decide(ON, 5)).toBe(first);
  });

  it('is not misled by a message that quotes another event', () => {
    const quoting = body('user.enabled_copilot', { id: 5, name: '"event_type":"message.created"' });
    expect(decide(quoting, 0)).not.toBe(0n);
  });
});
