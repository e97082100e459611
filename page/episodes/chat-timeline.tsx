import { useSignal } from '@preact/signals';
import type { ChatEvent } from '../api/chat-events';
import { CHAT_TEXTS } from '../api/chat-texts';
import { count } from '../format/numbers';
import { momentWithSeconds } from '../format/times';
import { RichText } from '../messages/rich-text';
import { inNumber, t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';
import { MAX_EVENTS, chatVariables } from './drawer-question';
import type { ChatAnswer } from './drawer-question';
import { eventWords } from './event-words';
import { whoseEvent } from './whose-event';

/** By the ids of the events in which it was written. */
type Texts = ReadonlyMap<string, string | null>;

/** The events of a chat: what, who and when; what was written only once a person asks for it. */
export function ChatTimeline({ answer: { chat, events } }: { readonly answer: ChatAnswer }) {
  const { client, navigation } = usePageStore();
  const texts = useSignal<Texts | undefined>(undefined);
  const isAsking = useSignal(false);
  const problem = useSignal('');
  const { zone } = navigation.view.value;
  const toggle = async (): Promise<void> => {
    if (isAsking.value) return;
    problem.value = '';
    if (texts.value !== undefined) {
      texts.value = undefined;
      return;
    }
    isAsking.value = true;
    try {
      const { chatEvents } = await client.ask(CHAT_TEXTS, chatVariables(chat));
      texts.value = new Map(chatEvents.map(({ id, text }) => [id, text]));
    } catch (error) {
      problem.value = error instanceof Error ? error.message : t('chat.unread');
    } finally {
      isAsking.value = false;
    }
  };
  if (events.length === 0) return <p class="nothing quiet">{t('chat.nothing')}</p>;
  const shown = texts.value;
  const isErased = shown !== undefined && [...shown.values()].every((text) => text === null);
  const said = isErased ? t('chat.erased') : problem.value;
  return (
    <>
      {/* Not disabled: a disabled button loses the focus, and here it is all that the keyboard reaches. */}
      <button
        type="button"
        aria-pressed={shown !== undefined}
        aria-busy={isAsking.value ? 'true' : undefined}
        onClick={() => void toggle()}
      >
        {t(shown === undefined ? 'chat.show' : 'chat.hide')}
      </button>
      <p class="quiet" role="status" hidden={said === ''}>
        {said}
      </p>
      <ol class="timeline">
        {events.map((event) => (
          <TimelineItem key={event.id} event={event} zone={zone} text={shown?.get(event.id)} />
        ))}
      </ol>
      {events.length === MAX_EVENTS && (
        <p class="quiet">
          <RichText of="chat.first" values={{ n: MAX_EVENTS, query: <code>chatEvents</code> }} />
        </p>
      )}
    </>
  );
}

interface TimelineItemProps {
  readonly event: ChatEvent;
  readonly zone: string;
  /** What was written, if it is shown. */
  readonly text: string | null | undefined;
}

function TimelineItem({ event, zone, text }: TimelineItemProps) {
  const { type, author, rating, occurredAt, deliveries } = event;
  const details = [
    whoseEvent(event),
    rating === null ? '' : inNumber('unit.stars', { amount: count(rating) }),
    deliveries > 1 ? t('chat.delivered', { n: deliveries }) : '',
  ];
  return (
    <li class={author}>
      <span class="event-type" title={type}>
        {eventWords(type)}
      </span>
      <time dateTime={occurredAt} class="quiet">
        {momentWithSeconds(Date.parse(occurredAt), zone)}
      </time>
      <span>{details.filter((detail) => detail !== '').join(' · ')}</span>
      <div class="written">{typeof text === 'string' && <blockquote dir="auto">{text}</blockquote>}</div>
    </li>
  );
}
