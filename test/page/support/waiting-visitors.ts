import type { Delivery } from '../../../simulator/delivery/deliveries';

/** Chat, page, and for how many minutes. */
const VISITORS = [
  { id: 990_001, page: '/pricing', minutes: 300 },
  { id: 990_002, page: '/account/billing', minutes: 42 },
  { id: 990_003, page: '/', minutes: 3 },
] as const;

/** Visitors who wait for an answer at the end of a made-up world, whatever the hour is. */
export function waitingVisitors(until: number): Delivery[] {
  return VISITORS.map(({ id, page, minutes }, index) => {
    const at = until - minutes * 60_000;
    const user = { id, name: `#${id}`, created_at: new Date(at).toISOString(), last_url: page };
    const data = {
      ...{ id: 9_900_001 + index, body: 'Is anybody there?', type: 'Message', created_at: user.created_at },
      ...{ sender_type: 'user', sender: { id } },
    };
    const body = Buffer.from(JSON.stringify({ event_type: 'message.created', data, user }));
    return { account: 'default', at, body };
  });
}
