import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { browserStore } from '../session/browser-store';

const KEY = 'signalzen-analytics.views';

/** A view by its name: the query of its URL, which is also what is sent to others. */
export interface SavedView {
  readonly name: string;
  readonly query: string;
}

const views = signal(keptViews());

/** The views that this browser keeps, by name. */
export const savedViews = {
  all: views as ReadonlySignal<readonly SavedView[]>,
  /** One of the same name is replaced. */
  save(view: SavedView): void {
    const others = views.value.filter(({ name }) => name !== view.name);
    keep([...others, view].toSorted((one, other) => one.name.localeCompare(other.name)));
  },
  remove(name: string): void {
    keep(views.value.filter((one) => one.name !== name));
  },
};

function keep(all: readonly SavedView[]): void {
  views.value = all;
  if (all.length === 0) browserStore.forget('localStorage', KEY);
  else browserStore.keep('localStorage', KEY, JSON.stringify(all));
}

/** What is no view is left out: anybody may write there. */
function keptViews(): readonly SavedView[] {
  try {
    const kept: unknown = JSON.parse(browserStore.read('localStorage', KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isView) : [];
  } catch {
    return [];
  }
}

function isView(kept: unknown): kept is SavedView {
  if (typeof kept !== 'object' || kept === null) return false;
  const { name, query } = kept as Record<string, unknown>;
  return typeof name === 'string' && typeof query === 'string' && query.startsWith('?');
}
