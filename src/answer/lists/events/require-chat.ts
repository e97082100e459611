import type { Bounds } from '../../../platform/access/caller';
import { outsideOf } from '../../../platform/access/forbidden';
import { accountsWithin, membersWithin } from '../../measures/stats/list-bounds';
import type { Teams } from '../../measures/stats/teams';
import type { EventListService } from './event-list.service';

/** A chat that somebody asks for. */
export interface AskedChat {
  readonly account: string;
  readonly chatId: string;
}

/** @throws Forbidden for a chat of which no contact is within the bounds */
export async function requireChat(
  { account, chatId }: AskedChat,
  { bounds, teams }: { readonly bounds: Bounds; readonly teams: Teams },
  lists: Pick<EventListService, 'isChatOf'>,
): Promise<void> {
  accountsWithin([account], bounds);
  const members = membersWithin(bounds, teams);
  if (members.length > 0 && !(await lists.isChatOf(account, chatId, members)))
    throw outsideOf(bounds, 'the chat');
}
