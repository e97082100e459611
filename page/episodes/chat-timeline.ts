import type { ChatEvent } from '../api/chat-events';
import { button } from '../dom/button';
import { element } from '../dom/element';
import { momentWithSeconds } from '../format/times';
import { eventFacts } from './event-facts';
import { eventWords } from './event-words';

/** The events of a chat: what, who and when. What was written is shown when a person asks for it. */
export function chatTimeline(events: readonly ChatEvent[], zone: string): HTMLElement[] {
  const items = events.map((event) => timelineItem(event, zone));
  const texts = items.flatMap(({ text }) => (text === undefined ? [] : [text]));
  const reveal = button(
    'Show what was written',
    () => {
      const isShown = reveal.getAttribute('aria-pressed') === 'true';
      reveal.setAttribute('aria-pressed', String(!isShown));
      reveal.textContent = isShown ? 'Show what was written' : 'Hide what was written';
      for (const text of texts) text.hidden = isShown;
    },
    { 'aria-pressed': 'false' },
  );
  return [
    texts.length > 0 ? reveal : element('p', { class: 'quiet' }, 'Nothing was written, or it was erased.'),
    element('ol', { class: 'timeline' }, ...items.map(({ item }) => item)),
  ];
}

function timelineItem(
  event: ChatEvent,
  zone: string,
): { readonly item: HTMLElement; readonly text: HTMLElement | undefined } {
  const { who, role, text, rating } = eventFacts(event.payload);
  const written = text === undefined ? undefined : element('blockquote', { hidden: true }, text);
  const item = element(
    'li',
    { class: role },
    element('span', { class: 'event-type', title: event.type }, eventWords(event.type)),
    element(
      'time',
      { datetime: event.occurredAt, class: 'quiet' },
      momentWithSeconds(Date.parse(event.occurredAt), zone),
    ),
    element(
      'span',
      {},
      who,
      rating === undefined ? '' : ` · ${rating} ★`,
      event.deliveries > 1 ? ` · delivered ${event.deliveries} times` : '',
    ),
    written,
  );
  return { item, text: written };
}
