import { ArgsType, Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type {
  CopilotOutcome,
  EpisodeStatus,
  ListedEpisode,
} from '../../measures/episodes/episode-list.service';
import { StatsFilter } from '../stats/stats.args';

const statuses: Record<EpisodeStatus, EpisodeStatus> = { OPEN: 'OPEN', CLOSED: 'CLOSED', IDLE: 'IDLE' };
const outcomes: Record<CopilotOutcome, CopilotOutcome> = {
  NONE: 'NONE',
  PENDING: 'PENDING',
  RESOLVED: 'RESOLVED',
  ABANDONED: 'ABANDONED',
  HANDED_OFF: 'HANDED_OFF',
};
registerEnumType(statuses, { name: 'EpisodeStatus' });
registerEnumType(outcomes, { name: 'CopilotOutcome' });

@ObjectType('Episode', { description: 'One contact within the lifelong thread of a visitor.' })
export class Episode {
  @Field()
  account!: string;

  @Field(() => ID)
  chatId!: string;

  @Field(() => Int, { description: '1, 2, … within the chat.' })
  number!: number;

  @Field(() => statuses)
  status!: EpisodeStatus;

  @Field(() => Date, { nullable: true })
  startedAt!: Date | null;

  @Field(() => Date, { nullable: true })
  firstVisitorMessageAt!: Date | null;

  @Field(() => Date, { nullable: true })
  lastActivityAt!: Date | null;

  @Field(() => Date, { nullable: true })
  closedAt!: Date | null;

  @Field({ description: "Who wrote its last operator message; '' if nobody." })
  operator!: string;

  @Field()
  page!: string;

  @Field(() => Int)
  messagesVisitor!: number;

  @Field(() => Int)
  messagesOperator!: number;

  @Field(() => Int)
  messagesCopilot!: number;

  @Field(() => Float, { nullable: true })
  firstResponseSeconds!: number | null;

  @Field(() => Float, { nullable: true })
  firstAnswerSeconds!: number | null;

  @Field(() => Float, { nullable: true })
  closureSeconds!: number | null;

  @Field(() => Int, { nullable: true })
  rating!: number | null;

  @Field(() => outcomes)
  copilotOutcome!: CopilotOutcome;
}

@ArgsType()
export class EpisodesArgs {
  @Field(() => Date)
  from!: Date;

  @Field(() => Date)
  to!: Date;

  @Field(() => StatsFilter, { nullable: true })
  filter?: StatsFilter | null;

  @Field(() => statuses, { nullable: true })
  status?: EpisodeStatus | null;

  @Field(() => Int, { defaultValue: 100, nullable: true })
  limit?: number | null;

  @Field(() => Int, { defaultValue: 0, nullable: true })
  offset?: number | null;
}

export function episodeOf(episode: ListedEpisode): Episode {
  return {
    account: episode.account,
    chatId: episode.chat_id,
    number: episode.number,
    status: episode.status,
    startedAt: instant(episode.started_at),
    firstVisitorMessageAt: instant(episode.first_visitor_message_at),
    lastActivityAt: instant(episode.last_activity_at),
    closedAt: instant(episode.closed_at),
    operator: episode.operator,
    page: episode.page,
    messagesVisitor: episode.messages_visitor,
    messagesOperator: episode.messages_operator,
    messagesCopilot: episode.messages_copilot,
    firstResponseSeconds: seconds(episode.first_response_ms),
    firstAnswerSeconds: seconds(episode.first_answer_ms),
    closureSeconds: seconds(episode.closure_ms),
    rating: episode.rating === 0 ? null : episode.rating,
    copilotOutcome: episode.copilot_outcome,
  };
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

function seconds(milliseconds: string | null): number | null {
  return milliseconds === null ? null : Number(milliseconds) / 1000;
}
