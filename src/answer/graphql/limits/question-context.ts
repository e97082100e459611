import { setMaxListeners } from 'node:events';
import type { Request, Response } from 'express';
import type { Caller } from '../../../platform/access/caller';
import { requireCaller } from '../../../platform/access/request-caller';
import type { Shard } from '../../../platform/clickhouse/shards';
import type { Question } from '../../shards/current-question';
import type { Generations } from '../../shards/generations';
import { AnswerBudget } from '../../measures/limits/answer-budget';
import { QuestionQueue } from '../../measures/limits/question-queue';

/** So that one operation does not take all connections to the database. */
const STATEMENTS_AT_ONCE = 3;
/** An operation that has had its turn is not given up for another. */
const NO_END = 2 ** 31 - 1;
/** The most bytes of bodies of deliveries that one operation is answered with. */
const MAX_BODY_BYTES = 32 * 2 ** 20;

/** What belongs to one operation while it is answered. Apollo copies it, property by property. */
export class QuestionContext {
  readonly caller: Caller;
  budget = new AnswerBudget();
  /** Its root fields, some at a time. */
  readonly statements = new QuestionQueue({
    weight: STATEMENTS_AT_ONCE,
    maxWaiting: Infinity,
    timeoutMs: NO_END,
  });
  /** Fields that are read in bodies, of whatever name, share what there is room for. */
  bodyFields = 1;
  /** Ends its turn. */
  leave: () => void = () => undefined;
  /** The generations of numbers that were there before anything was read; `undefined`: nothing is. */
  generations: Generations | undefined;
  /** The databases that it has asked. */
  readonly asked = new Set<Shard>();
  private away: Promise<ReadonlySet<Shard>> | undefined;
  private readonly gone = new AbortController();

  constructor(
    readonly req: Request,
    readonly res: Response,
  ) {
    this.caller = requireCaller(req);
    // Every root field that waits for its turn listens.
    setMaxListeners(0, this.gone.signal);
    res.once('close', () => {
      this.gone.abort();
    });
  }

  /** Aborted when nobody waits for the answer any more. */
  get leaving(): AbortSignal {
    return this.gone.signal;
  }

  /** What a field asks its statements as a part of, if it is to fail where a database is away. */
  get failing(): Question {
    return { leftOut: new Set(), asked: this.asked };
  }

  /**
   * The same, if it is to leave out what is away.
   * @param look tells what is away: once, so that all fields of an operation leave out the same
   */
  async leavingOut(look: () => Promise<ReadonlySet<Shard>>): Promise<Question> {
    this.away ??= look();
    return { leftOut: await this.away, asked: this.asked };
  }

  /** The most bytes of bodies that a root field may answer with. */
  get maxBodyBytes(): number {
    return Math.floor(MAX_BODY_BYTES / this.bodyFields);
  }
}
