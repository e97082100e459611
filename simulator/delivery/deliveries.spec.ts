import { MADE_UP_MARK } from '../../src/platform/events/made-up';
import { generateWorld } from '../world/generate-world';
import { arrangeDeliveries } from './arrange-deliveries';
import { deliveriesOf } from './deliveries';

const UNTIL = Date.UTC(2026, 2, 31);

interface Body {
  data: Record<string, unknown>;
  event_type: string;
  message?: Record<string, unknown>;
}

describe('the body of a delivery', () => {
  const deliveries = deliveriesOf(generateWorld({ chats: 400, until: UNTIL, account: 'shop' }));
  const bodies = deliveries.map(({ body }) => JSON.parse(body.toString()) as Body);
  const dataWith = (type: string, senderType?: string) =>
    bodies.filter((body) => body.event_type === type && body.data['sender_type'] === senderType);

  it('is for the account of the world, at the moment it tells of', () => {
    expect(new Set(deliveries.map(({ account }) => account))).toEqual(new Set(['shop']));
    const [first] = deliveries;
    expect(JSON.stringify(bodies[0])).toContain(new Date(first?.at ?? NaN).toISOString());
  });

  it('of a new message is the message, which names the chat for visitors only', () => {
    const fields = [
      ...['id', 'body', 'read_by_user', 'created_at', 'file_url', 'type', 'rating', 'auto_invitation'],
      ...['sender_type', 'read_by_operator', 'sender', 'simulated_by'],
    ];
    for (const senderType of ['user', 'operator', 'bot']) {
      const of = dataWith('message.created', senderType);
      expect(of.length).toBeGreaterThan(100);
      for (const body of of) {
        expect(Object.keys(body)).toEqual(['data', 'event_type']);
        expect(Object.keys(body.data)).toEqual(fields);
      }
    }
    const [visitor] = dataWith('message.created', 'user');
    const [operator] = dataWith('message.created', 'operator');
    expect(Object.keys(visitor?.data['sender'] ?? {})).toEqual(['id', 'email', 'name']);
    expect(Object.keys(operator?.data['sender'] ?? {})).toEqual([
      ...['id', 'forename', 'surname', 'email', 'picture_thumb_url'],
    ]);
  });

  it('of an event of a user is the user, updated when it happened', () => {
    bodies.forEach(({ event_type: type, data }, index) => {
      if (type === 'message.created' || type === 'user.rated') return;
      expect(Object.keys(data)).toEqual([
        ...['id', 'name', 'email', 'reference', 'created_at', 'updated_at', 'online_at', 'last_url'],
        ...['user_attributes', 'simulated_by'],
      ]);
      expect(Date.parse(String(data['updated_at']))).toBe(deliveries[index]?.at);
    });
  });

  it('says that it is made up', () => {
    for (const { body } of deliveries) expect(body.toString()).toContain(MADE_UP_MARK);
  });

  it('of a rating has each of the shapes that SignalZen may choose', () => {
    const rated = bodies.filter(({ event_type: type }) => type === 'user.rated');
    expect(rated.some(({ message }) => message?.['rating'] !== undefined)).toBe(true);
    expect(rated.some(({ data }) => 'user' in data && 'message' in data)).toBe(true);
    expect(rated.some(({ data }) => 'rating' in data)).toBe(true);
  });
});

describe('arranged deliveries', () => {
  const items = Array.from({ length: 2000 }, (_, index) => index);
  const sorted = (of: readonly number[]) => [...of].sort((a, b) => a - b);

  it('stay as they are, unless something is asked for', () => {
    expect(arrangeDeliveries(items, {})).toEqual(items);
  });

  it('hold each item, and some twice, the copy later', () => {
    const arranged = arrangeDeliveries(items, { duplicates: 0.25 });
    expect(arranged.length).toBeGreaterThan(2400);
    expect(arranged.length).toBeLessThan(2600);
    expect(arranged.filter((item, place) => arranged.indexOf(item) === place)).toEqual(items);
    expect(Math.max(...items.map((item) => arranged.filter((other) => other === item).length))).toBe(2);
  });

  it('are shuffled as a whole', () => {
    const arranged = arrangeDeliveries(items, { reorder: 'all' });
    expect(sorted(arranged)).toEqual(items);
    const distance = arranged.reduce((sum, item, place) => sum + Math.abs(item - place), 0) / items.length;
    expect(distance).toBeGreaterThan(500);
  });

  it('are shuffled within a window', () => {
    const arranged = arrangeDeliveries(items, { reorder: 10 });
    expect(sorted(arranged)).toEqual(items);
    expect(arranged).not.toEqual(items);
    expect(Math.max(...arranged.map((item, place) => Math.abs(item - place)))).toBeLessThanOrEqual(10);
  });

  it('are partly late, after all others', () => {
    const arranged = arrangeDeliveries(items, { late: 0.2 });
    expect(sorted(arranged)).toEqual(items);
    const turn = arranged.findIndex((item, place) => item < (arranged[place - 1] ?? 0));
    expect(turn).toBeGreaterThan(1500);
    expect(turn).toBeLessThan(1700);
    for (const part of [arranged.slice(0, turn), arranged.slice(turn)]) expect(part).toEqual(sorted(part));
  });

  it('are the same for the same seed only', () => {
    const arrangement = { reorder: 'all' as const, duplicates: 0.1 };
    expect(arrangeDeliveries(items, { ...arrangement, seed: 4 })).toEqual(
      arrangeDeliveries(items, { ...arrangement, seed: 4 }),
    );
    expect(arrangeDeliveries(items, { ...arrangement, seed: 4 })).not.toEqual(
      arrangeDeliveries(items, { ...arrangement, seed: 5 }),
    );
  });
});
