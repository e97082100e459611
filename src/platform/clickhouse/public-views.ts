/**
 * The views that a reader may read: the public contract of docs/sql.md. `episode_attributes` is not among them, as
 * its values may be names and addresses of visitors.
 */
export const PUBLIC_VIEWS = [
  'chats',
  'episodes',
  'messages',
  'operators',
  'ratings',
  'receipts',
  'state_events',
  'storage',
] as const;
