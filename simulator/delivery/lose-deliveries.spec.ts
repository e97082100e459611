import { generateWorld } from '../world/generate-world';
import { deliveriesOf } from './deliveries';
import { countsByType, loseDeliveries, lostForGood } from './lose-deliveries';

const deliveries = deliveriesOf(generateWorld({ chats: 200, until: Date.UTC(2026, 2, 31) }));
const types = (of: typeof deliveries) => [...countsByType(of).keys()];

describe('lost deliveries', () => {
  it('are none, or all, or a share of them', () => {
    const losing = (share: number) => loseDeliveries(deliveries, { share, kinds: 'all' });
    expect(losing(0)).toEqual({ sent: deliveries, lost: [] });
    expect(losing(1)).toEqual({ sent: [], lost: deliveries });
    const { sent, lost } = losing(0.25);
    expect(lost.length / deliveries.length).toBeCloseTo(0.25, 1);
    expect([...sent, ...lost].sort((a, b) => a.at - b.at)).toEqual(deliveries);
    expect(types(lostForGood(lost))).toContain('user.closed');
  });

  it('are those that the API can give back, unless all may get lost', () => {
    const { sent, lost } = loseDeliveries(deliveries, { share: 1, kinds: 'messages' });
    expect(types([...lost])).toEqual(['message.created', 'user.created']);
    expect(types([...sent])).not.toContain('message.created');
    expect(types([...sent])).toContain('user.closed');
    expect(lostForGood(lost)).toEqual([]);
  });

  it('are the same for the same seed only', () => {
    const lostOf = (seed: number) => loseDeliveries(deliveries, { share: 0.5, kinds: 'all', seed }).lost;
    expect(lostOf(3)).toEqual(lostOf(3));
    expect(lostOf(3)).not.toEqual(lostOf(4));
  });

  it('are counted by type', () => {
    const counts = countsByType(deliveries);
    expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(deliveries.length);
    expect(types(deliveries)[0]).toBe('message.created');
  });
});
