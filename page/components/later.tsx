import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../messages/text';

/**
 * A component that is a file of its own, fetched when it is first shown: most people never open it. Nothing stands in
 * its place until then; where it cannot be had, as after an update of the service, a sentence says what to do.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let known: ComponentType<Props> | undefined;
  return function Later(props: Props) {
    const [state, setState] = useState<'loading' | 'there' | 'failed'>(
      known === undefined ? 'loading' : 'there',
    );
    useEffect(() => {
      if (state !== 'loading') return;
      load().then(
        (part) => {
          known = part;
          setState('there');
        },
        () => {
          setState('failed');
        },
      );
    }, [state]);
    if (state === 'failed') return <p role="alert">{t('app.failed')}</p>;
    if (known === undefined) return null;
    const Part = known;
    return <Part {...props} />;
  };
}
