/** The figures of a target whose episodes can be looked at. */
export const TARGET_COUNTS = ['breached', 'met', 'pending', 'endedEarly', 'lastWords'] as const;

export type TargetCountName = (typeof TARGET_COUNTS)[number];
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
  return TARGET_COUNTS.some((one) => one === name);
}
