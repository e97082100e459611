import type { Notice } from '../notices/notice';

export interface NamedChat {
  readonly account: string;
  readonly chatId: string;
}

/** The chats that a notice of an alert names, each once: in its data, where programs read them. */
export function namedChats({ type, data }: Pick<Notice, 'type' | 'data'>): NamedChat[] {
  if (type !== 'alert.firing') return [];
  const about = listIn(data['about']);
  const all = [data, ...about.flatMap((one) => listIn(one['chats']))].flatMap(({ account, chatId }) =>
    typeof account === 'string' && typeof chatId === 'string' ? { account, chatId } : [],
  );
  const seen = new Map(all.map((chat) => [JSON.stringify([chat.account, chat.chatId]), chat]));
  return [...seen.values()];
}

function listIn(value: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? (value as Readonly<Record<string, unknown>>[]) : [];
}
