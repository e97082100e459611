import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { Retries } from '../api/try-again';

/** What is known of a question: its last answer, and whether another one is on its way. */
export interface Answer<Data> {
  readonly data: Data | undefined;
  readonly error: unknown;
  readonly isWaiting: boolean;
  /** Asks again. */
  readonly retry: () => void;
}

/** What the last question that is over came to. */
interface Settled<Data> extends Pick<Answer<Data>, 'data' | 'error'> {
  /** The key and the attempt; `undefined`: none is over. */
  readonly of: string | undefined;
}

/**
 * Asks whenever the question becomes another one; newer questions cancel older ones. The last answer stays until the
 * next has come. What may pass, such as that the browser is offline, is asked again by itself.
 * @param key the same for the same question
 */
export function useAnswer<Data>(key: string, ask: (until: AbortSignal) => Promise<Data>): Answer<Data> {
  const attempt = useSignal(0);
  const state = useSignal<Settled<Data>>({ of: undefined, data: undefined, error: undefined });
  const retries = useMemo(() => new Retries(), [key]);
  const retry = (): void => {
    attempt.value += 1;
  };
  const question = `${attempt.value} ${key}`;
  useEffect(() => {
    const asking = new AbortController();
    ask(asking.signal).then(
      (data) => {
        if (asking.signal.aborted) return;
        retries.succeeded();
        state.value = { of: question, data, error: undefined };
      },
      (error: unknown) => {
        if (asking.signal.aborted) return;
        state.value = { of: question, data: undefined, error };
        retries.after(error, retry);
      },
    );
    return () => {
      asking.abort();
      retries.stop();
    };
  }, [question]);
  const { of, data, error } = state.value;
  // From the very render in which it becomes another one.
  return { data, error, isWaiting: of !== question, retry };
}
