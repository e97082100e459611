import type { FullEpisode } from '../reference/episode';

/** The selection of all that an episode says. */
export const EPISODE_SELECTION =
  'account chatId number status startedAt firstVisitorMessageAt lastActivityAt closedAt operator page messagesVisitor messagesOperator messagesCopilot firstResponseSeconds firstAnswerSeconds closureSeconds rating copilotOutcome';

/** What GraphQL must say of an episode of an account where the reference says this. */
export function episodeRowOf(account: string, episode: FullEpisode): Record<string, unknown> {
  return {
    account,
    chatId: episode.chat,
    number: episode.number,
    status: episode.status,
    startedAt: orNull(episode.startedAt),
    firstVisitorMessageAt: orNull(episode.firstVisitorMessageAt),
    lastActivityAt: orNull(episode.lastActivityAt),
    closedAt: orNull(episode.closedAt),
    operator: episode.operator,
    page: episode.page,
    messagesVisitor: episode.messages.visitor,
    messagesOperator: episode.messages.operator,
    messagesCopilot: episode.messages.copilot,
    firstResponseSeconds: episode.firstResponse?.seconds ?? null,
    firstAnswerSeconds: episode.firstAnswer?.seconds ?? null,
    closureSeconds:
      episode.closedAt === undefined || episode.startedAt === undefined
        ? null
        : (episode.closedAt - episode.startedAt) / 1000,
    rating: episode.rating ?? null,
    copilotOutcome: episode.copilotOutcome,
  };
}

function orNull(time: number | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString();
}
