import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { browserStore } from '../session/browser-store';
import { Chime } from './chime';

const KEY = 'signalzen-analytics.waiting-alerts';

/** Ways to tell somebody who does not look at the page. */
export type AlertWay = 'sound' | 'notification';

const WAYS: readonly AlertWay[] = ['sound', 'notification'];

const chosen = signal<ReadonlySet<AlertWay>>(keptWays());
const isRefused = signal(chosen.value.has('notification') && Notification.permission !== 'granted');
const chime = new Chime();

/** Whether and how this browser tells of those who begin to wait: off, until a person switches it on here. */
export const waitingAlerts = {
  chosen: chosen as ReadonlySignal<ReadonlySet<AlertWay>>,
  isOn: computed(() => chosen.value.size > 0),
  /** The browser lets the page show no notifications. */
  isRefused: isRefused as ReadonlySignal<boolean>,
  /** Sound is on, and the browser plays none before somebody has clicked in the page. */
  isSilent: computed(() => chosen.value.has('sound') && !chime.mayPlay.value),

  /** Upon a click: browsers ask only then whether they may. */
  async toggle(way: AlertWay): Promise<void> {
    isRefused.value = false;
    if (chosen.value.has(way)) {
      keep(new Set([...chosen.value].filter((other) => other !== way)));
      return;
    }
    if (way === 'notification' && !(await mayNotify())) {
      isRefused.value = true;
      return;
    }
    keep(new Set([...chosen.value, way]));
    // So it is known how it sounds.
    if (way === 'sound') chime.play();
  },

  /** @param onOpen a click on the notification */
  tell(title: string, about: string, onOpen: () => void): void {
    if (chosen.value.has('sound')) chime.play();
    if (chosen.value.has('notification')) notify(title, about, onOpen);
  },
};

function keptWays(): ReadonlySet<AlertWay> {
  const kept = browserStore.read('localStorage', KEY)?.split(' ') ?? [];
  return new Set(WAYS.filter((way) => kept.includes(way)));
}

function keep(ways: ReadonlySet<AlertWay>): void {
  chosen.value = ways;
  if (ways.size === 0) browserStore.forget('localStorage', KEY);
  else browserStore.keep('localStorage', KEY, [...ways].join(' '));
}

async function mayNotify(): Promise<boolean> {
  return 'Notification' in window && (await Notification.requestPermission()) === 'granted';
}

function notify(title: string, body: string, onOpen: () => void): void {
  try {
    // The next replaces the one before.
    const shown = new Notification(title, { body, tag: KEY });
    shown.onclick = () => {
      window.focus();
      shown.close();
      onOpen();
    };
  } catch {
    // Browsers of phones have notifications for installed pages only.
    isRefused.value = true;
  }
}
