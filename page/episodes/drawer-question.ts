import { CHAT_EVENTS } from '../api/chat-events';
import type { ChatContact, ChatEvent } from '../api/chat-events';
import { EPISODES } from '../api/episodes';
import type { EpisodesData } from '../api/episodes';
import type { GraphqlClient } from '../api/graphql-client';
import type { EpisodeSearch } from '../store/shown-store';
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
  readonly search: EpisodeSearch;
  /** Whether words can be looked for in what was written. */
  readonly mayRead: boolean;
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
export function drawerQuestionKey(view: View, search: EpisodeSearch): string {
  const { chat, episodes, spread } = view;
  if (chat !== undefined) return JSON.stringify([chat, view.clock]);
  if (spread !== undefined) return figuresKey(view) + spread;
  return episodes === undefined ? '' : figuresKey(view) + JSON.stringify([episodes, search]);
}

/** Asks for what the view says that is open. @throws PageError */
export async function askForDrawer(
  { client, scopes, shown }: Pick<PageStore, 'client' | 'scopes' | 'shown'>,
  view: View,
  until: AbortSignal,
): Promise<DrawerAnswer | undefined> {
  const { chat, episodes, spread } = view;
  if (chat !== undefined) {
    const named = await scopes.has('texts');
    return askForChat(client, { ...chat, named, clock: view.clock }, until);
  }
  if (spread !== undefined) return askForSpread(client, { view, duration: spread }, until);
  if (episodes === undefined) return undefined;
  const mayRead = await scopes.has('texts');
  const search = shown.episodeSearch.peek();
  return askForEpisodes(client, { view, shown: episodes, search, mayRead }, until);
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
  asked: Pick<EpisodesAnswer, 'view' | 'shown' | 'search' | 'mayRead'>,
  until: AbortSignal,
): Promise<EpisodesAnswer> {
  const { view, shown, search } = asked;
  const { chosen, zone, selection, clock } = view;
  const range = shown.within ?? resolveChosenRange(chosen, { zone, compare: 'none', now: Date.now() }).range;
  const variables = {
    from: new Date(range.from).toISOString(),
    to: new Date(range.to).toISOString(),
    filter: filterOf(selection),
    behind: shown.behind,
    status: shown.status ?? null,
    clock,
    search: search.search,
    // Without what they need they may not even be named.
    words: search.words === '' ? null : search.words,
    limit: EPISODES_PER_PAGE,
    offset: shown.offset,
  };
  return { kind: 'episodes', ...asked, range, data: await client.ask(EPISODES, variables, until) };
}
