import type { ColumnsOf, Enumeration } from '../../measures/columns/column';
import { LINK_COLUMN, namesColumn } from '../../measures/columns/shared-columns';

export type EpisodeStatus = 'OPEN' | 'CLOSED' | 'IDLE';
export type CopilotOutcome = 'NONE' | 'PENDING' | 'RESOLVED' | 'ABANDONED' | 'HANDED_OFF';

export const EPISODE_STATUS: Enumeration<EpisodeStatus> = {
  name: 'EpisodeStatus',
  values: ['OPEN', 'CLOSED', 'IDLE'],
};
const COPILOT_OUTCOME: Enumeration<CopilotOutcome> = {
  name: 'CopilotOutcome',
  values: ['NONE', 'PENDING', 'RESOLVED', 'ABANDONED', 'HANDED_OFF'],
};

/** One contact within the lifelong thread of a visitor. */
export interface Episode {
  readonly account: string;
  readonly chatId: string;
  readonly number: number;
  readonly status: EpisodeStatus;
  readonly startedAt: Date | null;
  readonly firstVisitorMessageAt: Date | null;
  readonly lastActivityAt: Date | null;
  readonly closedAt: Date | null;
  readonly operator: string;
  readonly teams: string;
  readonly page: string;
  readonly messagesVisitor: number;
  readonly messagesOperator: number;
  readonly messagesCopilot: number;
  readonly firstResponseSeconds: number | null;
  readonly firstAnswerSeconds: number | null;
  readonly totalWaitSeconds: number | null;
  readonly closureSeconds: number | null;
  readonly firstResponseWorkingSeconds: number | null;
  readonly firstAnswerWorkingSeconds: number | null;
  readonly totalWaitWorkingSeconds: number | null;
  readonly closureWorkingSeconds: number | null;
  readonly rating: number | null;
  readonly copilotOutcome: CopilotOutcome;
  readonly targetsMet: string;
  readonly targetsBreached: string;
  readonly attributes: string;
  readonly link: string | null;
}

const time = { type: 'TIME', isNullable: true } as const;
const messages = { type: 'WHOLE', isNullable: false, unit: 'messages' } as const;
const seconds = { type: 'NUMBER', isNullable: true, unit: 'seconds' } as const;
const workingSeconds = {
  ...seconds,
  description: 'The same within working hours, whatever the clock.',
} as const;

export const EPISODE_COLUMNS: ColumnsOf<Episode> = [
  { name: 'account', type: 'TEXT', isNullable: false },
  { name: 'chatId', type: 'ID', isNullable: false },
  { name: 'number', type: 'WHOLE', isNullable: false, description: '1, 2, … within the chat.' },
  { name: 'status', type: 'ENUM', values: EPISODE_STATUS, isNullable: false },
  { name: 'startedAt', ...time },
  { name: 'firstVisitorMessageAt', ...time },
  { name: 'lastActivityAt', ...time },
  { name: 'closedAt', ...time },
  {
    name: 'operator',
    type: 'TEXT',
    isNullable: false,
    description: "Who wrote its last operator message; '' if nobody.",
  },
  namesColumn('teams', 'The teams of its operator'),
  { name: 'page', type: 'TEXT', isNullable: false, description: "Its path; '' if unknown." },
  { name: 'messagesVisitor', ...messages },
  { name: 'messagesOperator', ...messages },
  { name: 'messagesCopilot', ...messages },
  { name: 'firstResponseSeconds', ...seconds },
  { name: 'firstAnswerSeconds', ...seconds },
  {
    name: 'totalWaitSeconds',
    ...seconds,
    description: 'All that the visitor waited for answers in it; null: never answered, or not over.',
  },
  { name: 'closureSeconds', ...seconds },
  { name: 'firstResponseWorkingSeconds', ...workingSeconds },
  { name: 'firstAnswerWorkingSeconds', ...workingSeconds },
  { name: 'totalWaitWorkingSeconds', ...workingSeconds },
  { name: 'closureWorkingSeconds', ...workingSeconds },
  { name: 'rating', type: 'WHOLE', isNullable: true, unit: 'stars', description: 'The last one given.' },
  { name: 'copilotOutcome', type: 'ENUM', values: COPILOT_OUTCOME, isNullable: false },
  namesColumn('targetsMet', 'The targets that it met, of REPLY in all of its turns'),
  namesColumn('targetsBreached', 'The targets that it breached, of REPLY in any of its turns'),
  namesColumn('attributes', 'What the website said of the visitor in it, each as name=value'),
  LINK_COLUMN,
];
