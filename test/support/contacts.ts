import type { RawDelivery } from '../reference/delivery';
import { measuresPerBucket } from '../reference/buckets';
import { historiesOf } from '../reference/history';
import type { History } from '../reference/history';
import { MINUTE, NOON, operatorMessage, userEvent, visitorMessage } from '../reference/samples';
import { dataOf } from './graphql-client';
import { SELECTION, statsOf } from './stats-of-reference';

/** A contact of a chat, from its first message to its rating. */
export function contactOf(chat: number): RawDelivery[] {
  const at = chat * 11 * MINUTE;
  const id = chat * 10;
  const sender = { id: chat };
  return [
    visitorMessage(id, at, { sender }),
    operatorMessage(id + 1, at + 1, { sender: { id: 3 } }),
    userEvent('closed', at + chat * MINUTE, { id: chat }),
    userEvent('rated', at + 2 * MINUTE, { id: chat, rating: 1 + (chat % 5) }),
    visitorMessage(id + 2, at + 60 * MINUTE, { sender }),
  ];
}

/** The numbers of a day, hour by hour, as the service has them. */
export async function hoursOf(serviceUrl: string): Promise<object[]> {
  const edges = hourEdges();
  const [from, to] = [edges[0] as number, edges.at(-1) as number].map((time) => new Date(time).toISOString());
  const query = `{ stats(from: "${from}", to: "${to}", granularity: HOUR) { time ${SELECTION} } }`;
  return (await dataOf<{ stats: object[] }>(serviceUrl, query)).stats;
}

/** The same as they must be. */
export function expectedHoursOf(deliveries: readonly RawDelivery[]): object[] {
  const reference = historiesOf(deliveries).get('default') as History;
  const edges = hourEdges();
  return measuresPerBucket(reference, edges).map((measures, hour) => ({
    time: new Date(edges[hour] as number).toISOString(),
    ...statsOf(measures),
  }));
}

function hourEdges(): number[] {
  return Array.from({ length: 25 }, (_, hour) => NOON + hour * 60 * MINUTE);
}
