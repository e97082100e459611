import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { ALERTS_KEY, alertWays } from './alert-ways';
import type { AlertWay } from './alert-ways';
import { Chime } from './chime';

const { chosen } = alertWays;
const isRefused = signal(chosen.value.has('notification') && Notification.permission !== 'granted');
const chime = new Chime();

/** Tells of those who begin to wait, by the ways that are switched on. */
export const waitingAlerts = {
  /** The browser lets the page show no notifications. */
  isRefused: isRefused as ReadonlySignal<boolean>,
  /** Sound is on, and the browser plays none before somebody has clicked in the page. */
  isSilent: computed(() => chosen.value.has('sound') && !chime.mayPlay.value),

  /** Upon a click: browsers ask only then whether they may. */
  async toggle(way: AlertWay): Promise<void> {
    isRefused.value = false;
    if (chosen.value.has(way)) {
      alertWays.keep(new Set([...chosen.value].filter((other) => other !== way)));
      return;
    }
    if (way === 'notification' && !(await mayNotify())) {
      isRefused.value = true;
      return;
    }
    alertWays.keep(new Set([...chosen.value, way]));
    // So it is known how it sounds.
    if (way === 'sound') chime.play();
  },

  /** @param onOpen a click on the notification */
  tell(title: string, about: string, onOpen: () => void): void {
    if (chosen.value.has('sound')) chime.play();
    if (chosen.value.has('notification')) notify(title, about, onOpen);
  },
};

async function mayNotify(): Promise<boolean> {
  return 'Notification' in window && (await Notification.requestPermission()) === 'granted';
}

function notify(title: string, body: string, onOpen: () => void): void {
  try {
    // The next replaces the one before.
    const shown = new Notification(title, { body, tag: ALERTS_KEY });
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
