import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { asId } from '../../platform/events/json-object';
import type { ShownChat } from './shown-chat';

export interface KnownResource {
  /** Its creation is among the events of its chat. */
  readonly isInChat: boolean;
  /** A webhook delivered its creation. */
  readonly isByWebhook: boolean;
  /** Of a message: the stars that were given last; 0 for none. */
  readonly rating: number;
}

interface Row {
  resource: string;
  is_in_chat: number;
  is_by_webhook: number;
  rating: number;
}

/** Characters of the threads of one question: see the bound of a parameter in SqlParameter. */
const MAX_CHARACTERS = 60_000;
const UNKNOWN: KnownResource = { isInChat: false, isByWebhook: false, rating: 0 };

/** What deliveries have said about some chats and their messages. */
export class KnownResources {
  private constructor(private readonly byResource: ReadonlyMap<string, KnownResource>) {}

  /** Asks for what is known of chats and of the messages that the API shows in them. @throws ClickHouseError */
  static async of(
    clickhouse: ClickHouse,
    account: string,
    chats: readonly ShownChat[],
  ): Promise<KnownResources> {
    const known = new Map<string, KnownResource>();
    for (const threads of portionsOf(chats.flatMap(threadsOf))) {
      const rows = await clickhouse.query<Row>('signalzen/known_resources', { account, threads });
      for (const row of rows) known.set(row.resource, joined(known.get(row.resource), row));
    }
    return new KnownResources(known);
  }

  message(id: string): KnownResource {
    return this.byResource.get(`message.created/${id}`) ?? UNKNOWN;
  }

  chat(id: string): KnownResource {
    return this.byResource.get(`user.created/${id}`) ?? UNKNOWN;
  }
}

/** The chat, and its messages, which may be known without it. */
function threadsOf({ chatId, messages = [] }: ShownChat): string[] {
  return [`chat/${chatId}`, ...messages.map(({ id }) => `message/${asId(id) ?? ''}`)];
}

function portionsOf(threads: readonly string[]): string[][] {
  const portions: string[][] = [];
  let characters = Infinity;
  for (const thread of threads) {
    if (characters + thread.length > MAX_CHARACTERS) {
      portions.push([]);
      characters = 0;
    }
    portions.at(-1)?.push(thread);
    characters += thread.length;
  }
  return portions;
}

function joined(known: KnownResource | undefined, row: Row): KnownResource {
  return {
    isInChat: (known?.isInChat ?? false) || row.is_in_chat > 0,
    isByWebhook: (known?.isByWebhook ?? false) || row.is_by_webhook > 0,
    rating: row.rating === 0 ? (known?.rating ?? 0) : row.rating,
  };
}
