import type { StatusData } from '../api/status';
import { element, fill } from '../dom/element';
import { NOTHING, count, duration } from '../format/numbers';

/** What is going on now: open, waiting, and for how long. */
export class LiveStrip {
  readonly root = element('section', {
    class: 'live',
    'aria-label': 'Right now',
    'data-state': 'unknown',
  });

  constructor() {
    this.showFacts(NOTHING, NOTHING, NOTHING, false);
  }

  /** Says that what is shown is not known to be so any more. */
  showProblem(): void {
    this.root.dataset['state'] = 'unknown';
  }

  show({ live }: StatusData): void {
    this.root.dataset['state'] = 'known';
    const { episodesOpen, episodesWaiting, longestWaitSeconds } = live;
    const wait = longestWaitSeconds === null ? NOTHING : duration(Math.round(longestWaitSeconds));
    this.showFacts(count(episodesOpen), count(episodesWaiting), wait, episodesWaiting > 0);
  }

  private showFacts(open: string, waiting: string, wait: string, someoneWaits: boolean): void {
    fill(
      this.root,
      element('span', { class: 'live-dot', 'aria-hidden': 'true' }),
      fact('open', open),
      fact('waiting', waiting, someoneWaits),
      fact('longest wait', wait, someoneWaits),
    );
  }
}

function fact(label: string, value: string, isUrgent = false): HTMLElement {
  return element(
    'span',
    { class: isUrgent ? 'live-fact urgent' : 'live-fact', 'data-live': label },
    element('b', {}, value),
    ` ${label}`,
  );
}
