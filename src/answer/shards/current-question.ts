import { AsyncLocalStorage } from 'node:async_hooks';
import type { Shard } from '../../platform/clickhouse/shards';

/** One operation or report, however many statements it takes. */
export interface Question {
  /** Whose rows are not in the answer, because the caller wants the rest where these are away. */
  readonly leftOut: ReadonlySet<Shard>;
  /** Of which the answer is. */
  readonly asked: Set<Shard>;
}

const current = new AsyncLocalStorage<Question>();

/** The one that is being answered, where there is one. */
export function currentQuestion(): Question | undefined {
  return current.getStore();
}

/** Whether anything is left out of the answer. */
export function isPartial(): boolean {
  return (currentQuestion()?.leftOut.size ?? 0) > 0;
}

/** Asks as a part of a question. */
export function asPartOf<Answer>(question: Question, ask: () => Answer): Answer {
  return current.run(question, ask);
}

/** The same of what is asked for portion by portion. */
export async function* portionsAsPartOf<Portion>(
  question: Question,
  ask: () => AsyncIterable<Portion>,
): AsyncGenerator<Portion> {
  const portions = asPartOf(question, () => ask()[Symbol.asyncIterator]());
  try {
    for (;;) {
      const next = await asPartOf(question, () => portions.next());
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await portions.return?.();
  }
}
