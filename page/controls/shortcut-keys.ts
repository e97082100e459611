import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { language } from '../messages/language';
import { browserStore } from '../session/browser-store';
import type { PageStore } from '../store/page-store';
import { ALL_EPISODES, NOTHING_OPEN } from '../view/view';
import type { View } from '../view/view';
import { stepRange } from './step-range';

const KEY = 'signalzen-analytics.shortcuts';
const OFF = 'off';

/** A key, or two of which either does something else the other way. */
interface Shortcut {
  readonly keys: readonly string[];
  readonly name: 'step' | 'today' | 'week' | 'month' | 'live' | 'figures' | 'episodes' | 'refresh';
  readonly run: (store: PageStore, key: string) => void;
}

const show =
  (parts: Partial<View>) =>
  ({ navigation }: PageStore): void => {
    navigation.change({ live: undefined, ...NOTHING_OPEN, ...parts });
  };

export const SHORTCUTS: readonly Shortcut[] = [
  {
    keys: ['ArrowLeft', 'ArrowRight'],
    name: 'step',
    run: (store, key) => {
      // Time goes the way in which one writes.
      stepRange(store, (key === 'ArrowLeft') === (language.value.direction === 'ltr') ? -1 : 1);
    },
  },
  { keys: ['d'], name: 'today', run: show({ chosen: { preset: 'today' } }) },
  { keys: ['w'], name: 'week', run: show({ chosen: { preset: 'this-week' } }) },
  { keys: ['m'], name: 'month', run: show({ chosen: { preset: 'this-month' } }) },
  { keys: ['l'], name: 'live', run: show({ live: { scale: 1 } }) },
  { keys: ['f'], name: 'figures', run: show({}) },
  { keys: ['e'], name: 'episodes', run: show({ episodes: ALL_EPISODES }) },
  {
    keys: ['r'],
    name: 'refresh',
    run: ({ figures }) => {
      figures.refresh();
    },
  },
];

const isOff = signal(browserStore.read('localStorage', KEY) === OFF);

/** Whether single keys do something here: whoever speaks to the computer may not want that. */
export const shortcutsAreOff: ReadonlySignal<boolean> = isOff;

export function switchShortcuts(off: boolean): void {
  isOff.value = off;
  if (off) browserStore.keep('localStorage', KEY, OFF);
  else browserStore.forget('localStorage', KEY);
}

/** Where a key means something by itself: in fields, in what can be scrolled, in what lies above the page. */
const OWN_KEYS =
  'input, select, textarea, [contenteditable], [role="region"][tabindex], dialog[open], details.menu[open], .share-menu[open], .operate-menu[open]';

/** What a key is to do; undefined where it is none of the shortcuts, or meant for something else. */
export function shortcutOf(event: KeyboardEvent): Shortcut | undefined {
  const { target } = event;
  const hasOwn = target instanceof Element && target.closest(OWN_KEYS) !== null;
  if (isOff.value || hasOwn || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey)
    return undefined;
  return SHORTCUTS.find(({ keys }) => keys.includes(event.key));
}

/** Whether a key asks for help, which it does also where the others are off. */
export function asksForHelp({ key, target }: KeyboardEvent): boolean {
  return key === '?' && !(target instanceof Element && target.closest('input, select, textarea') !== null);
}
