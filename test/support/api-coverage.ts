import { dataOf } from './graphql-client';
import type { LinkedWorld } from './linked-world';

export interface CoverageDay {
  chatsShown: number;
  chatsReceived: number;
  messagesShown: number;
  messagesReceived: number;
  messagesRestored: number;
}

/** All days of `coverage` together. */
export async function coverageOf(serviceUrl: string): Promise<CoverageDay> {
  const range = `from: "2000-01-01T00:00:00Z", to: "${new Date().toISOString()}"`;
  const fields = 'chatsShown chatsReceived messagesShown messagesReceived messagesRestored';
  const { coverage } = await dataOf<{ coverage: CoverageDay[] }>(
    serviceUrl,
    `{ coverage(${range}) { ${fields} } }`,
  );
  const sum = (name: keyof CoverageDay) => coverage.reduce((total, day) => total + day[name], 0);
  return {
    chatsShown: sum('chatsShown'),
    chatsReceived: sum('chatsReceived'),
    messagesShown: sum('messagesShown'),
    messagesReceived: sum('messagesReceived'),
    messagesRestored: sum('messagesRestored'),
  };
}

/** What the API shows of a world, and what webhooks delivered of it. */
export function expectedCoverage({ world, lost }: LinkedWorld): CoverageDay {
  const lostOf = (type: string) => lost.filter(({ happening }) => happening.eventType === type).length;
  const happenedOf = (type: string) =>
    world.happenings.filter((happening) => happening.eventType === type).length;
  const messagesShown = happenedOf('message.created');
  const messagesRestored = lostOf('message.created');
  return {
    chatsShown: world.chats.length,
    chatsReceived: happenedOf('user.created') - lostOf('user.created'),
    messagesShown,
    messagesReceived: messagesShown - messagesRestored,
    messagesRestored,
  };
}
