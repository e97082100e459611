import { LATEST_MS } from '../../../platform/events/latest-time';

export { LATEST_MS };

/** The nearest time that something stored can have, or the end of those. */
export function clampToStorable(time: number): number {
  return Math.min(Math.max(0, time), LATEST_MS);
}
