import type { ChatEvent } from './event';

export function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** "An operator's message with neither is unlinked: it counts … in no episode." */
export function eventsOfChats(events: readonly ChatEvent[]): Map<string, ChatEvent[]> {
  const chats = new Map<string, ChatEvent[]>();
  for (const [chat, own] of groupBy(events, (event) => event.chat)) {
    if (chat !== undefined) chats.set(chat, own);
  }
  return chats;
}
