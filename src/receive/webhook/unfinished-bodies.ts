/** A body of which more is to come. */
export interface UnfinishedBody {
  /** Adds to the memory that it takes. @returns false when it had to give way itself */
  grow(bytes: number): boolean;
  /** It is whole, or given up: it takes nothing any more. */
  end(): void;
}

/** Those who take as much as each other, to within a fifth, are on one level. */
const LEVELS_PER_DOUBLING = 4;

interface Body {
  bytes: number;
  readonly giveWay: () => void;
}

/** All unfinished bodies from one address, the one that waits longest first. */
interface Sender {
  readonly address: string;
  bytes: number;
  readonly bodies: Set<Body>;
}

/**
 * The memory of bodies that are still coming in, with a bound. When it is used up, one of them gives way: the longest
 * waiting one of the address that takes most. So slow senders, however many, take room from each other and not
 * from those who finish; where all come from one address, as through a proxy, the longest waiting goes.
 */
export class UnfinishedBodies {
  private readonly senders = new Map<string, Sender>();
  /**
   * Senders by the logarithm of what they take, so that nobody is searched for. On each level the one
   * comes first of which nothing came for the longest time.
   */
  private readonly levels: Set<Sender>[] = [];
  private held = 0;

  constructor(private readonly most: number) {}

  get bytes(): number {
    return this.held;
  }

  /**
   * To be called with the first bytes of a body.
   * @param address whoever shares it shares the blame
   * @param giveWay called at most once, perhaps while the body itself grows; it has ended then
   */
  begin(address: string, giveWay: () => void): UnfinishedBody {
    const sender = this.senderAt(address);
    const body = { bytes: 0, giveWay };
    sender.bodies.add(body);
    return {
      grow: (bytes) => {
        if (!sender.bodies.has(body)) return false;
        body.bytes += bytes;
        this.take(sender, bytes);
        while (this.held > this.most) this.makeRoom();
        return sender.bodies.has(body);
      },
      end: () => {
        this.end(sender, body);
      },
    };
  }

  private senderAt(address: string): Sender {
    const known = this.senders.get(address);
    if (known) return known;
    const sender = { address, bytes: 0, bodies: new Set<Body>() };
    this.senders.set(address, sender);
    return sender;
  }

  private makeRoom(): void {
    const [sender] = this.levels.findLast((level) => level.size > 0) ?? [];
    const [longestWaiting] = sender?.bodies ?? [];
    if (!sender || !longestWaiting) throw new Error('Bytes of unfinished bodies are held by nobody.');
    this.end(sender, longestWaiting);
    longestWaiting.giveWay();
  }

  private end(sender: Sender, body: Body): void {
    if (!sender.bodies.delete(body)) return;
    this.take(sender, -body.bytes);
    if (sender.bodies.size === 0) this.senders.delete(sender.address);
  }

  private take(sender: Sender, bytes: number): void {
    this.levelOf(sender)?.delete(sender);
    sender.bytes += bytes;
    this.held += bytes;
    this.levelOf(sender)?.add(sender);
  }

  /** `undefined` for a sender that takes nothing. */
  private levelOf({ bytes }: Sender): Set<Sender> | undefined {
    if (bytes === 0) return undefined;
    const level = Math.floor(LEVELS_PER_DOUBLING * Math.log2(bytes));
    while (this.levels.length <= level) this.levels.push(new Set());
    return this.levels[level];
  }
}
