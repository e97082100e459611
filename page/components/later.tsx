import type { ComponentChildren, ComponentType } from 'preact';
import { useAnswer } from '../episodes/use-answer';
import { Pending } from './pending';

/** What stands in the place of a component until it is there, around how that goes. */
type Around<Props> = (pending: ComponentChildren, props: Props) => ComponentChildren;

/**
 * A component that is a file of its own, fetched when it is first shown: most people never open it. Until then it is
 * said in its place that it comes, or why it cannot be had now, which it is as soon as it can.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  around: Around<Props> = (pending) => pending,
): ComponentType<Props> {
  let known: ComponentType<Props> | undefined;
  const bring = async (): Promise<ComponentType<Props>> => (known ??= await load());
  return function Later(props: Props) {
    const { data, error, retry } = useAnswer('', bring);
    const Part = data ?? known;
    if (Part !== undefined) return <Part {...props} />;
    return <>{around(<Pending error={error} onRetry={retry} />, props)}</>;
  };
}

/** Of what nobody has opened: it is not said that it comes. */
export const quietly = (): null => null;
