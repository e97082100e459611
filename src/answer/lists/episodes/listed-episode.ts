import { chatLinkOf } from '../../../platform/rules/rules';
import type { Rules } from '../../../platform/rules/rules';
import type { Clock } from '../../measures/clock';
import { joinedNames } from '../../measures/columns/shared-columns';
import { teamLookup } from '../../measures/stats/teams';
import type { CopilotOutcome, Episode, EpisodeStatus } from './episode';

/** One contact, as ClickHouse gives it. Times are ISO 8601 in UTC; sums of milliseconds are text. */
export interface ListedEpisode {
  readonly account: string;
  readonly chat_id: string;
  readonly number: number;
  readonly status: EpisodeStatus;
  readonly started_at: string;
  readonly first_visitor_message_at: string | null;
  readonly last_activity_at: string | null;
  readonly closed_at: string | null;
  readonly operator: string;
  readonly page: string;
  readonly messages_visitor: number;
  readonly messages_operator: number;
  readonly messages_copilot: number;
  readonly first_response_ms: string | null;
  readonly first_answer_ms: string | null;
  readonly total_wait_ms: string | null;
  readonly closure_ms: string | null;
  readonly first_response_worked_ms: string | null;
  readonly first_answer_worked_ms: string | null;
  readonly total_wait_worked_ms: string | null;
  readonly closure_worked_ms: string | null;
  readonly rating: number;
  readonly copilot_outcome: CopilotOutcome;
  readonly targets_met: readonly string[];
  readonly targets_breached: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
}

/** Makes rows of episodes, in the order of the columns. @param clock on which durations are */
export function episodeReader(clock: Clock, rules: Rules): (episode: ListedEpisode) => Episode {
  const isWorking = clock === 'WORKING';
  const teamsOf = teamLookup(rules.teams);
  return (episode) => {
    const worked = {
      firstResponse: seconds(episode.first_response_worked_ms),
      firstAnswer: seconds(episode.first_answer_worked_ms),
      totalWait: seconds(episode.total_wait_worked_ms),
      closure: seconds(episode.closure_worked_ms),
    };
    const { account, chat_id: chatId, operator } = episode;
    return {
      account,
      chatId,
      number: episode.number,
      status: episode.status,
      startedAt: instant(episode.started_at),
      firstVisitorMessageAt: instant(episode.first_visitor_message_at),
      lastActivityAt: instant(episode.last_activity_at),
      closedAt: instant(episode.closed_at),
      operator,
      teams: joinedNames(teamsOf(account, operator)),
      page: episode.page,
      messagesVisitor: episode.messages_visitor,
      messagesOperator: episode.messages_operator,
      messagesCopilot: episode.messages_copilot,
      firstResponseSeconds: isWorking ? worked.firstResponse : seconds(episode.first_response_ms),
      firstAnswerSeconds: isWorking ? worked.firstAnswer : seconds(episode.first_answer_ms),
      totalWaitSeconds: isWorking ? worked.totalWait : seconds(episode.total_wait_ms),
      closureSeconds: isWorking ? worked.closure : seconds(episode.closure_ms),
      firstResponseWorkingSeconds: worked.firstResponse,
      firstAnswerWorkingSeconds: worked.firstAnswer,
      totalWaitWorkingSeconds: worked.totalWait,
      closureWorkingSeconds: worked.closure,
      rating: episode.rating === 0 ? null : episode.rating,
      copilotOutcome: episode.copilot_outcome,
      targetsMet: joinedNames(episode.targets_met),
      targetsBreached: joinedNames(episode.targets_breached),
      attributes: joinedNames(Object.entries(episode.attributes).map(([name, value]) => `${name}=${value}`)),
      link: chatLinkOf(rules, account, chatId),
    };
  };
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

function seconds(milliseconds: string | null): number | null {
  return milliseconds === null ? null : Number(milliseconds) / 1000;
}
