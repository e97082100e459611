import type { ListEvent } from '../list-event';

/** All that reading a list gave. */
export interface Reading {
  readonly ids: readonly string[];
  readonly unreadable: readonly unknown[];
  readonly end: ListEvent | undefined;
}

export async function readingOf(events: AsyncIterable<ListEvent>): Promise<Reading> {
  const ids: string[] = [];
  const unreadable: unknown[] = [];
  let end: ListEvent | undefined;
  for await (const event of events) {
    if (end) throw new Error('something was given after the end');
    if (event.type === 'items') {
      ids.push(...event.items.map(({ id }) => id));
      unreadable.push(...event.unreadable.map(({ raw }) => raw));
    } else {
      end = event;
    }
  }
  return { ids, unreadable, end };
}
