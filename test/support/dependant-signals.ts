/** How many signals Node keeps in one because they were made of it with `AbortSignal.any`. */
export function dependantSignals(signal: AbortSignal): number {
  const key = Object.getOwnPropertySymbols(signal).find(
    ({ description }) => description === 'kDependantSignals',
  );
  const kept = key && (signal as unknown as Record<symbol, { size: number } | undefined>)[key];
  return kept?.size ?? 0;
}
