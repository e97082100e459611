import { chatsIn, requireKnown } from '../../compute/erasure/erasable-chats';
import type { CommandShards, ShardContext } from './command-shards';
import { foundLines } from './erasure-receipt';
import { PersonErasure } from './person-erasure';
import type { FoundOfPerson, Person } from './person-erasure';

interface How {
  /** Without it, it is only shown what would be erased. */
  readonly isMeant: boolean;
  /** Whether words are searched for afterwards: then it is no mistake when nothing is found of anybody. */
  readonly isSearched: boolean;
}

type FoundOnShard = ShardContext & FoundOfPerson & { readonly erasure: PersonErasure };

/**
 * Erases a person on every shard that has anything of them, for a command, and says what became of it.
 * @returns whether nothing is left on those that are there
 * @throws ErasureError, NotOnEveryShard, HomeAway
 */
export async function erasePerson(
  shards: CommandShards,
  person: Person,
  { isMeant, isSearched }: How,
  stop: AbortSignal,
): Promise<boolean> {
  if (person.chatIds.length > 0)
    shards.requireTellable(person.account, `which account has chat ${person.chatIds.join(', ')}`);
  if (isMeant) shards.requireAudit();
  const until = Date.now();
  const found = await shards.ask(async (context): Promise<FoundOnShard> => {
    const erasure = new PersonErasure(context);
    return { ...context, ...(await erasure.find(person, until)), erasure };
  });
  const hasChatless = found.some(({ chatless }) => chatless.length > 0);
  const isUnknownFine = isSearched || hasChatless || shards.away.length > 0;
  const searched = found.map((one) => one.searched);
  requireKnown(searched, { ...person, isUnknownFine });
  for (const line of foundLines(
    searched.flatMap(chatsIn),
    found.flatMap(({ chatless }) => chatless),
  ))
    console.log(line);
  if (!isMeant) {
    if (!isSearched)
      console.log('Nothing was erased. To erase all of this permanently, run the same with --yes.');
    return true;
  }
  // By words something may be found everywhere, also in files.
  const isConcerned = ({ searched: own }: FoundOnShard): boolean =>
    person.words.length > 0 || chatsIn(own).length > 0;
  let isNothingLeft = true;
  const done = await shards.each(found.filter(isConcerned), async (one) => {
    if (!(await one.erasure.erase(person, one, until, stop))) isNothingLeft = false;
  });
  if (stop.aborted) return false;
  if (done.length > 0) {
    const chats = done.reduce((sum, one) => sum + chatsIn(one.searched).length, 0);
    const chatless = done.reduce((sum, one) => sum + one.chatless.length, 0);
    await shards.audit({
      caller: { kind: 'command', id: 'erase', name: 'npm run erase' },
      action: 'person.erased',
      object: `${chats} chats, ${chatless} deliveries without a chat`,
    });
  }
  return isNothingLeft;
}
