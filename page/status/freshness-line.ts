import type { StatusData } from '../api/status';
import { element, fill } from '../dom/element';
import { freshnessWords } from './freshness-words';

/** How current and how complete the numbers are: always in sight. */
export class FreshnessLine {
  private readonly text = element('p', {}, 'Asking the service…');
  readonly root = element('footer', { class: 'freshness', 'data-state': 'unknown' }, this.text);

  show({ freshness, live }: StatusData): void {
    const { state, text, coverage, unlinked } = freshnessWords(freshness, Date.parse(live.asOf));
    this.root.dataset['state'] = state;
    fill(
      this.text,
      element('b', {}, text),
      element(
        'span',
        {
          title:
            'Of what SignalZen showed in the last seven days, the share that came by webhook. The rest was read from its API.',
        },
        ` · ${coverage}`,
      ),
      unlinked !== '' &&
        element('span', { title: 'They count as messages, but in no response time.' }, ` · ${unlinked}`),
    );
  }

  showProblem(message: string): void {
    this.root.dataset['state'] = 'stale';
    fill(this.text, element('b', {}, 'The numbers may be old: '), message);
  }
}
