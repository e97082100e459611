import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Scope } from '../api/own-scopes';
import { untilAnswered } from '../api/try-again';
import { usePageStore } from './use-page-store';

/** Whether the one who asks may do something; false until that is known. */
export function useScope(scope: Scope): boolean {
  const { scopes } = usePageStore();
  const may = useSignal(false);
  useEffect(() => {
    const gone = new AbortController();
    untilAnswered(() => scopes.has(scope), gone.signal).then(
      (has) => (may.value = has),
      () => undefined,
    );
    return () => {
      gone.abort();
    };
  }, [scopes]);
  return may.value;
}
