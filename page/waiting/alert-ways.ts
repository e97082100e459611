import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { browserStore } from '../session/browser-store';

/** What is kept in the browser; browsers show one notification of this name. */
export const ALERTS_KEY = 'signalzen-analytics.waiting-alerts';

/** Ways to tell somebody who does not look at the page. */
export type AlertWay = 'sound' | 'notification';

export const WAYS: readonly AlertWay[] = ['sound', 'notification'];

const chosen = signal<ReadonlySet<AlertWay>>(keptWays());

/** By what this browser tells of those who begin to wait: by nothing, until a person switches it on here. */
export const alertWays = {
  chosen: chosen as ReadonlySignal<ReadonlySet<AlertWay>>,
  isOn: computed(() => chosen.value.size > 0),
  keep(ways: ReadonlySet<AlertWay>): void {
    chosen.value = ways;
    if (ways.size === 0) browserStore.forget('localStorage', ALERTS_KEY);
    else browserStore.keep('localStorage', ALERTS_KEY, [...ways].join(' '));
  },
};

function keptWays(): ReadonlySet<AlertWay> {
  const kept = browserStore.read('localStorage', ALERTS_KEY)?.split(' ') ?? [];
  return new Set(WAYS.filter((way) => kept.includes(way)));
}
