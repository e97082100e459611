import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { usePageStore } from '../store/use-page-store';

/** Whether the token may see how the service is; false until that is known. */
export function useOperates(): boolean {
  const { scopes } = usePageStore();
  const operates = useSignal(false);
  useEffect(() => {
    scopes.has('operate').then(
      (may) => (operates.value = may),
      () => undefined,
    );
  }, [scopes]);
  return operates.value;
}
