import { computed, effect, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { browserStore } from '../session/browser-store';

type Theme = 'light' | 'dark';

const KEY = 'signalzen-analytics.theme';
const system = matchMedia('(prefers-color-scheme: dark)');
const isSystemDark = signal(system.matches);
const chosen = signal(browserStore.read('localStorage', KEY));

/** Light or dark: what the person chose here, else what their system says. */
export const theme: ReadonlySignal<Theme> = computed(() => {
  const isDark = chosen.value === undefined ? isSystemDark.value : chosen.value === 'dark';
  return isDark ? 'dark' : 'light';
});

/** Shows the theme from now on, and what becomes of it. */
export function followTheme(): void {
  system.addEventListener('change', ({ matches }) => {
    isSystemDark.value = matches;
  });
  effect(() => {
    document.documentElement.dataset['theme'] = theme.value;
  });
}

export function chooseTheme(wanted: Theme): void {
  browserStore.keep('localStorage', KEY, wanted);
  chosen.value = wanted;
}
