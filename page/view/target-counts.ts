/** The figures of a target whose episodes can be looked at: what those are called, and what they are. */
export const TARGET_COUNTS = {
  breached: {
    label: 'Breached',
    meaning: 'It took longer than the limit, or nobody answered before the limit was over.',
  },
  met: { label: 'Met', meaning: 'It took no longer than the limit.' },
  pending: { label: 'Pending', meaning: 'It is still open and not answered, and there is time left.' },
  endedEarly: { label: 'Ended early', meaning: 'It was over before the limit without an answer.' },
  lastWords: {
    label: 'Last words',
    meaning: 'It ends with a short message that asks nothing, and that nobody answered.',
  },
} as const;

export type TargetCountName = keyof typeof TARGET_COUNTS;
/** As the API names what is behind a figure of a target: `breached/<target>`. */
export type TargetCount = `${TargetCountName}/${string}`;

/** The figure and the target of such a name. */
export function readTargetCount(
  name: string,
): { readonly count: TargetCountName; readonly target: string } | undefined {
  const cut = name.indexOf('/');
  const [count, target] = [name.slice(0, cut), name.slice(cut + 1)];
  return cut > 0 && target !== '' && isCountName(count) ? { count, target } : undefined;
}

export function isTargetCount(name: string): name is TargetCount {
  return readTargetCount(name) !== undefined;
}

function isCountName(name: string): name is TargetCountName {
  return Object.hasOwn(TARGET_COUNTS, name);
}
