import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** What is known of a question: its last answer, and whether another one is on its way. */
export interface Answer<Data> {
  readonly data: Data | undefined;
  readonly error: unknown;
  readonly isWaiting: boolean;
  /** Asks again. */
  readonly retry: () => void;
}

/**
 * Asks whenever the question becomes another one; newer questions cancel older ones. The last answer stays until the
 * next has come.
 * @param key the same for the same question
 */
export function useAnswer<Data>(key: string, ask: (until: AbortSignal) => Promise<Data>): Answer<Data> {
  const attempt = useSignal(0);
  const state = useSignal<Omit<Answer<Data>, 'retry'>>({
    data: undefined,
    error: undefined,
    isWaiting: true,
  });
  useEffect(() => {
    const asking = new AbortController();
    state.value = { ...state.peek(), isWaiting: true };
    ask(asking.signal).then(
      (data) => {
        if (!asking.signal.aborted) state.value = { data, error: undefined, isWaiting: false };
      },
      (error: unknown) => {
        if (!asking.signal.aborted) state.value = { data: undefined, error, isWaiting: false };
      },
    );
    return () => {
      asking.abort();
    };
  }, [key, attempt.value]);
  return {
    ...state.value,
    retry: () => {
      attempt.value += 1;
    },
  };
}
