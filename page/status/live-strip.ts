import type { StatusData } from '../api/status';
import { element, fill } from '../dom/element';
import type { Clock } from '../view/view';
import { NOTHING, count, duration } from '../format/numbers';

/** What is going on now: open, waiting, and for how long. */
export class LiveStrip {
  readonly root = element('section', {
    class: 'live',
    'aria-label': 'Right now',
    'data-state': 'unknown',
  });

  constructor() {
    this.showFacts(NOTHING, NOTHING, fact('longest wait', NOTHING));
  }

  /** Says that what is shown is not known to be so any more. */
  showProblem(): void {
    this.root.dataset['state'] = 'unknown';
  }

  /** @param clock what of a wait counts */
  show({ live }: StatusData, clock: Clock): void {
    this.root.dataset['state'] = 'known';
    const { episodesOpen, episodesWaiting, longestWaitSeconds } = live;
    const wait = longestWaitSeconds === null ? NOTHING : duration(Math.round(longestWaitSeconds));
    const words = clock === 'WORKING' ? ' in working hours' : '';
    const longest = fact('longest wait', wait, episodesWaiting > 0, words);
    this.showFacts(count(episodesOpen), count(episodesWaiting), longest, episodesWaiting > 0);
  }

  private showFacts(open: string, waiting: string, longest: HTMLElement, someoneWaits = false): void {
    fill(
      this.root,
      element('span', { class: 'live-dot', 'aria-hidden': 'true' }),
      fact('open', open),
      fact('waiting', waiting, someoneWaits),
      longest,
    );
  }
}

function fact(label: string, value: string, isUrgent = false, clock = ''): HTMLElement {
  return element(
    'span',
    { class: isUrgent ? 'live-fact urgent' : 'live-fact', 'data-live': label },
    element('b', {}, value),
    ` ${label}${clock}`,
  );
}
