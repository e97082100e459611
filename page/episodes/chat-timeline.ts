import type { ChatEvent } from '../api/chat-events';
import type { ChatText } from '../api/chat-texts';
import { button } from '../dom/button';
import { element, fill } from '../dom/element';
import { momentWithSeconds } from '../format/times';
import { eventWords } from './event-words';
import { whoseEvent } from './whose-event';

/**
 * The events of a chat: what, who and when.
 * @param askTexts brings what was written; called when a person asks for it, not before
 */
export function chatTimeline(
  events: readonly ChatEvent[],
  zone: string,
  askTexts: () => Promise<readonly ChatText[]>,
): HTMLElement[] {
  const items = events.map((event) => timelineItem(event, zone));
  const said = element('p', { class: 'quiet', role: 'status', hidden: true });
  const say = (words: string): void => {
    fill(said, words);
    said.hidden = words === '';
  };
  const hide = (): void => {
    for (const { written } of items) written.replaceChildren();
    reveal.textContent = 'Show what was written';
    reveal.setAttribute('aria-pressed', 'false');
  };
  const show = async (): Promise<void> => {
    const texts = new Map((await askTexts()).map(({ id, text }) => [id, text]));
    for (const { id, written } of items) {
      const text = texts.get(id);
      if (typeof text === 'string') fill(written, element('blockquote', {}, text));
    }
    if ([...texts.values()].every((text) => text === null)) say('Nothing was written, or it was erased.');
    reveal.textContent = 'Hide what was written';
    reveal.setAttribute('aria-pressed', 'true');
  };
  const toggle = async (): Promise<void> => {
    if (reveal.getAttribute('aria-busy') === 'true') return;
    say('');
    if (reveal.getAttribute('aria-pressed') === 'true') {
      hide();
      return;
    }
    // Not disabled: a disabled button loses the focus, and here it is all that the keyboard reaches.
    reveal.setAttribute('aria-busy', 'true');
    await show().catch((error: unknown) => {
      say(error instanceof Error ? error.message : 'It could not be read.');
    });
    reveal.removeAttribute('aria-busy');
  };
  const reveal = button('Show what was written', () => void toggle(), { 'aria-pressed': 'false' });
  return [reveal, said, element('ol', { class: 'timeline' }, ...items.map(({ item }) => item))];
}

interface TimelineItem {
  readonly id: string;
  readonly item: HTMLElement;
  /** Where what was written stands, if it is shown. */
  readonly written: HTMLElement;
}

function timelineItem(event: ChatEvent, zone: string): TimelineItem {
  const { id, type, author, rating, occurredAt, deliveries } = event;
  const written = element('div', { class: 'written' });
  const item = element(
    'li',
    { class: author },
    element('span', { class: 'event-type', title: type }, eventWords(type)),
    element(
      'time',
      { datetime: occurredAt, class: 'quiet' },
      momentWithSeconds(Date.parse(occurredAt), zone),
    ),
    element(
      'span',
      {},
      whoseEvent(event),
      rating === null ? '' : ` · ${rating} ★`,
      deliveries > 1 ? ` · delivered ${deliveries} times` : '',
    ),
    written,
  );
  return { id, item, written };
}
