import { createHash } from 'node:crypto';
import type { ApiPage } from './api-page';
import type { ApiResource, UnreadableItem } from './api-resource';

/** What an item of a list is recognised by: its id, or, where it cannot be read, its text; alike texts are one. */
export function keyOf(item: ApiResource | UnreadableItem): string {
  return 'id' in item ? `#${item.id}` : digestOf(item.raw);
}

export function isOfResource(key: string): boolean {
  return key.startsWith('#');
}

/** The keys of a page's items, in SignalZen's order. */
export function keysByPlace({ items, unreadable }: ApiPage): readonly string[] {
  const keys = items.map(keyOf);
  for (const item of unreadable) keys.splice(item.index, 0, keyOf(item));
  return keys;
}

/** Short, however long the item is. */
function digestOf(raw: unknown): string {
  return createHash('sha256').update(JSON.stringify(raw)).digest('base64');
}
