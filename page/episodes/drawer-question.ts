import { CHAT_EVENTS } from '../api/chat-events';
import type { ChatContact, ChatEvent } from '../api/chat-events';
import { EPISODES } from '../api/episodes';
import type { EpisodesData } from '../api/episodes';
import type { GraphqlClient } from '../api/graphql-client';
import type { PageStore } from '../store/page-store';
import { askForSpread } from '../spread/spread-question';
import type { SpreadAnswer } from '../spread/spread-question';
import { resolveChosenRange } from '../time/resolved-range';
import type { TimeRange } from '../time/resolved-range';
import { figuresKey, filterOf } from '../view/question-of';
import type { ChatShown, Clock, EpisodesShown, View } from '../view/view';

/** Rows of one page of the list. */
export const EPISODES_PER_PAGE = 50;
/** Of a chat. */
export const MAX_EVENTS = 1000;

/** A page of the episodes behind a figure. */
export interface EpisodesAnswer {
  readonly kind: 'episodes';
  readonly view: View;
  readonly shown: EpisodesShown;
  readonly range: TimeRange;
  readonly data: EpisodesData;
}

/** The chat behind an episode. */
export interface ChatAnswer {
  readonly kind: 'chat';
  readonly chat: ChatShown;
  readonly events: readonly ChatEvent[];
  readonly contacts: readonly ChatContact[];
  /** Whether what was written is shown to whoever looks. */
  readonly mayRead: boolean;
}

export type DrawerAnswer = EpisodesAnswer | ChatAnswer | SpreadAnswer;

/** The same text for the same question; '' if nothing is open. */
export function drawerQuestionKey(view: View): string {
  const { chat, episodes, spread } = view;
  if (chat !== undefined) return JSON.stringify([chat, view.clock]);
  if (spread !== undefined) return figuresKey(view) + spread;
  return episodes === undefined ? '' : figuresKey(view) + JSON.stringify(episodes);
}

/** Asks for what the view says that is open. @throws PageError */
export async function askForDrawer(
  { client, scopes }: Pick<PageStore, 'client' | 'scopes'>,
  view: View,
  until: AbortSignal,
): Promise<DrawerAnswer | undefined> {
  const { chat, episodes, spread } = view;
  if (chat !== undefined) {
    const named = await scopes.has('texts');
    return askForChat(client, { ...chat, named, clock: view.clock }, until);
  }
  if (spread !== undefined) return askForSpread(client, { view, duration: spread }, until);
  return episodes === undefined ? undefined : askForEpisodes(client, { view, shown: episodes }, until);
}

/** What a chat is asked for by. */
export function chatVariables({ account, id }: ChatShown): object {
  return { account, chatId: id, limit: MAX_EVENTS };
}

async function askForChat(
  client: GraphqlClient,
  { named, clock, ...chat }: ChatShown & { readonly named: boolean; readonly clock: Clock },
  until: AbortSignal,
): Promise<ChatAnswer> {
  const variables = { ...chatVariables(chat), named, clock };
  const { chatEvents, chatEpisodes } = await client.ask(CHAT_EVENTS, variables, until);
  return { kind: 'chat', chat, events: chatEvents, contacts: chatEpisodes, mayRead: named };
}

async function askForEpisodes(
  client: GraphqlClient,
  { view, shown }: { readonly view: View; readonly shown: EpisodesShown },
  until: AbortSignal,
): Promise<EpisodesAnswer> {
  const { chosen, zone, selection, clock } = view;
  const range = shown.within ?? resolveChosenRange(chosen, { zone, compare: 'none', now: Date.now() }).range;
  const variables = {
    from: new Date(range.from).toISOString(),
    to: new Date(range.to).toISOString(),
    filter: filterOf(selection),
    behind: shown.behind,
    status: shown.status ?? null,
    clock,
    limit: EPISODES_PER_PAGE,
    offset: shown.offset,
  };
  return { kind: 'episodes', view, shown, range, data: await client.ask(EPISODES, variables, until) };
}
