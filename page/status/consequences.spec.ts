import type { Freshness } from '../api/status';
import { consequencesOf } from './consequences';

const clean: Freshness = {
  lastReceivedAt: '2026-11-26T09:59:00Z',
  lastRollupAt: '2026-11-26T09:59:48Z',
  eventsOnDisk: 0,
  eventsPending: 0,
  operatorMessagesUnlinked: 0,
  coverage: null,
  received: receivedOf('shop', ['message.created', 'user.closed', 'user.created', 'user.rated']),
  deliveriesNotUnderstood: 0,
  stateEventsDatedBefore: 0,
  copilotUnrecognised: false,
  rebuildDue: false,
  numbersMixed: false,
  rebuild: null,
  rulesProblems: [],
};

function receivedOf(account: string, types: readonly string[], deliveries7d = 10) {
  return types.map((type) => ({ account, type, lastReceivedAt: '2026-11-26T09:59:00Z', deliveries7d }));
}

const of = (parts: Partial<Freshness>, accounts: string[] = []) =>
  consequencesOf({ ...clean, ...parts }, accounts);

describe('what is missing', () => {
  it('is nothing where every type comes and everything is understood', () => {
    expect(of({})).toEqual([]);
  });

  it('is said of the figures that it matters to: without messages, every chat looks as if nobody had written in it', () => {
    const [one, ...more] = of({
      received: receivedOf('shop', ['user.closed', 'user.created', 'user.rated']),
    });
    expect(more).toEqual([]);
    expect(one?.measures).toContain('episodesMissed');
    expect(one?.measures).not.toContain('csatRate');
    expect(one?.text).toContain('every chat looks as if nobody had written in it');
  });

  it('is said where only messages come: nothing ever closes', () => {
    const found = of({ received: receivedOf('shop', ['message.created']) });
    expect(found.map(({ measures }) => measures[0])).toEqual(['closures', 'chatsStarted', 'csatRate']);
    expect(found[0]?.text).toMatch(/^No user\.closed has come in the last seven days\..*nothing ever closes/);
  });

  it('is said of the account that it is of, if that is looked at', () => {
    const received = [
      ...clean.received,
      ...receivedOf('blog', ['message.created', 'user.created', 'user.rated']),
    ];
    expect(of({ received }).map(({ text }) => text)).toEqual([
      expect.stringContaining('No user.closed has come for blog in'),
    ]);
    expect(of({ received }, ['blog'])).toHaveLength(1);
    expect(of({ received }, ['shop'])).toEqual([]);
  });

  it('is not said of an account of which little or nothing came in the last seven days', () => {
    expect(of({ received: receivedOf('shop', ['message.created'], 4) })).toEqual([]);
    expect(of({ received: receivedOf('shop', ['message.created'], 0) })).toEqual([]);
    expect(of({ received: [] })).toEqual([]);
  });

  it('is said of closures that are dated too early, and of a copilot that nobody recognises', () => {
    const [dated] = of({ stateEventsDatedBefore: 1200 });
    expect(dated?.measures).toContain('closureSecondsP50');
    expect(dated?.text).toMatch(/^1,200 closes and other events .* are dated before/);
    const [copilot] = of({ copilotUnrecognised: true });
    expect(copilot?.measures).toContain('copilotResolutionRate');
    expect(copilot?.text).toContain('COPILOT_IDS');
  });

  it('is not said of a few closures among many: two that are sent at once may come in the other order', () => {
    const received = receivedOf(
      'shop',
      ['message.created', 'user.created', 'user.closed', 'user.rated'],
      500,
    );
    expect(of({ received, stateEventsDatedBefore: 10 })).toEqual([]);
    expect(of({ received, stateEventsDatedBefore: 11 })).toHaveLength(1);
  });

  it('is said of answers and targets where many operator messages have no chat yet', () => {
    const received = receivedOf(
      'shop',
      ['message.created', 'user.created', 'user.closed', 'user.rated'],
      600,
    );
    expect(of({ received, operatorMessagesUnlinked: 6 })).toEqual([]);
    expect(of({ operatorMessagesUnlinked: 4 })).toEqual([]);
    const [one, ...more] = of({ received, operatorMessagesUnlinked: 1234 });
    expect(more).toEqual([]);
    expect(one?.measures).toEqual(expect.arrayContaining(['targets', 'episodesMissed']));
    expect(one?.measures).not.toContain('closureSecondsP50');
    expect(one?.text).toMatch(
      /^Of 1,234 operator messages it is not known in which chat they are: .* breached/,
    );
  });

  it('is said of what closes decide where webhooks were lost, and of nothing where hardly any were', () => {
    expect(of({ coverage: 0.99 })).toEqual([]);
    const [one, ...more] = of({ coverage: 0.914 });
    expect(more).toEqual([]);
    expect(one?.measures).toContain('closureSecondsP50');
    expect(one?.measures).not.toContain('csatRate');
    expect(one?.brief).toBe('coverage 91.4 %');
    expect(one?.text).toMatch(/^Of what SignalZen/);
  });

  it('is said in a few words as well, for where there is little room', () => {
    const found = of({
      received: receivedOf('shop', ['message.created', 'user.created', 'user.rated']),
      operatorMessagesUnlinked: 50,
      deliveriesNotUnderstood: 1,
      rebuildDue: true,
    });
    expect(found.map(({ brief }) => brief)).toEqual([
      ...['no user.closed', 'answers not linked yet', 'not all was understood', 'not recomputed yet'],
    ]);
  });

  it('is said of all figures where deliveries are not understood, or numbers are of former settings', () => {
    const found = of({ deliveriesNotUnderstood: 1, rebuildDue: true });
    expect(found.map(({ measures }) => measures)).toEqual([[], []]);
    expect(found[0]?.text).toMatch(/^1 delivery of the last seven days could not be understood/);
    expect(found[1]?.text).toBe(
      'Settings or rules that shape the numbers have changed: all of these are still by the former ones, until the service has recomputed them.',
    );
    const [going] = of({ rebuildDue: true, numbersMixed: true, rebuild: { chats: 3, of: 4 } });
    expect(going?.text).toContain('some are of the new ones already');
    expect(going?.text).toContain('are recomputed now: 75 % of 4 chats are done.');
  });

  it('is said of rules that are wrong now, with the first mistake and how many there are', () => {
    const [one] = of({ rulesProblems: ['analytics.yaml:3:5: teams.a is empty'] });
    expect(one?.measures).toEqual([]);
    expect(one?.text).toMatch(/ remain in force\. The command config --check shows what is wrong:$/);
    expect(one?.said).toBe('analytics.yaml:3:5: teams.a is empty');
    const [three] = of({ rulesProblems: ['first', 'second', 'third'] });
    expect(three?.text).toMatch(/ remain in force\. .* shows what is wrong in 3 places, first:$/);
    expect(three?.said).toBe('first');
  });
});
