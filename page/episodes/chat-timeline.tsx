import { ProblemText } from '../components/problem-text';
import { useSignal } from '@preact/signals';
import type { ChatEvent } from '../api/chat-events';
import { CHAT_TEXTS } from '../api/chat-texts';
import { count, duration } from '../format/numbers';
import { longTime } from '../format/long-time';
import { momentWithSeconds } from '../format/times';
import { RichText } from '../messages/rich-text';
import { inNumber, t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';
import { ChatContactItem } from './chat-contact';
import { chatItems } from './chat-items';
import type { ChatItem, ChatMessage } from './chat-items';
import { MAX_EVENTS, chatVariables } from './drawer-question';
import type { ChatAnswer } from './drawer-question';
import { eventWords } from './event-words';
import { whoseEvent } from './whose-event';

/** By the ids of the events in which it was written. */
type Texts = ReadonlyMap<string, string | null>;

/** A chat as it is read, on two sides: what was written in it only once a person asks for it. */
export function ChatTimeline({ answer }: { readonly answer: ChatAnswer }) {
  const { chat, events, contacts, mayRead } = answer;
  const { client, navigation } = usePageStore();
  const texts = useSignal<Texts | undefined>(undefined);
  const isAsking = useSignal(false);
  const problem = useSignal<unknown>(undefined);
  const { zone } = navigation.view.value;
  const toggle = async (): Promise<void> => {
    if (isAsking.value) return;
    problem.value = undefined;
    if (texts.value !== undefined) {
      texts.value = undefined;
      return;
    }
    isAsking.value = true;
    try {
      const { chatEvents } = await client.ask(CHAT_TEXTS, chatVariables(chat));
      texts.value = new Map(chatEvents.map(({ id, text }) => [id, text]));
    } catch (error) {
      problem.value = error;
    } finally {
      isAsking.value = false;
    }
  };
  if (events.length === 0) return <p class="nothing quiet">{t('chat.nothing')}</p>;
  const shown = texts.value;
  const isErased = shown !== undefined && [...shown.values()].every((text) => text === null);
  const link = contacts.find((contact) => contact.link !== null)?.link ?? undefined;
  return (
    <>
      <div class="chat-ways">
        {mayRead ? (
          // Not disabled: a disabled button loses the focus, and here it is all that the keyboard reaches.
          <button
            type="button"
            aria-pressed={shown !== undefined}
            aria-busy={isAsking.value ? 'true' : undefined}
            onClick={() => void toggle()}
          >
            {t(shown === undefined ? 'chat.show' : 'chat.hide')}
          </button>
        ) : (
          <span class="quiet">{t('chat.noTexts')}</span>
        )}
        {link !== undefined && (
          <a href={link} target="_blank" rel="noreferrer">
            {t('waiting.console')}
          </a>
        )}
      </div>
      <p class="quiet" role="status" hidden={!isErased && problem.value === undefined}>
        {isErased ? t('chat.erased') : <ProblemText error={problem.value} otherwise={t('chat.unread')} />}
      </p>
      <ol class="timeline">
        {chatItems(events, contacts).map((item, index) => (
          <Item key={index} item={item} zone={zone} texts={shown} />
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

interface ItemProps {
  readonly item: ChatItem;
  readonly zone: string;
  /** Undefined: they are not shown. */
  readonly texts: Texts | undefined;
}

function Item({ item, zone, texts }: ItemProps) {
  switch (item.kind) {
    case 'contact':
      return <ChatContactItem contact={item.contact} zone={zone} />;
    case 'gap':
      return <li class="gap quiet">{t('chat.gap', { time: longTime(item.seconds) })}</li>;
    case 'unanswered':
      return (
        <li class="gap wait-end">
          {t(item.isOpen ? 'chat.waits' : 'chat.unanswered', { since: momentWithSeconds(item.since, zone) })}
        </li>
      );
    case 'state':
      return (
        <li class="state">
          <Head event={item.event} zone={zone} />
        </li>
      );
    case 'message':
      return <Message message={item} zone={zone} text={texts?.get(item.event.id)} />;
  }
}

interface MessageProps {
  readonly message: ChatMessage;
  readonly zone: string;
  /** What was written, if it is shown. */
  readonly text: string | null | undefined;
}

function Message({ message: { event, beginsWait, waitedSeconds }, zone, text }: MessageProps) {
  return (
    <li class={`message ${event.author}`}>
      <Head event={event} zone={zone} />
      <div class="written">{typeof text === 'string' && <blockquote dir="auto">{text}</blockquote>}</div>
      {beginsWait && <span class="wait-mark">{t('chat.waitBegins')}</span>}
      {waitedSeconds !== undefined && (
        <span class="wait-mark wait-end">
          {t('chat.waited', { time: duration(Math.round(waitedSeconds)) })}
        </span>
      )}
    </li>
  );
}

/** What it is, whose, and when. */
function Head({ event, zone }: { readonly event: ChatEvent; readonly zone: string }) {
  const { type, rating, occurredAt, deliveries } = event;
  const details = [
    whoseEvent(event),
    rating === null ? '' : inNumber('unit.stars', { amount: count(rating) }),
    deliveries > 1 ? t('chat.delivered', { n: deliveries }) : '',
  ];
  return (
    <>
      <span class="event-type" title={type}>
        {eventWords(type)}
      </span>
      <span class="event-details">{details.filter((detail) => detail !== '').join(' · ')}</span>
      <time dateTime={occurredAt} class="quiet">
        {momentWithSeconds(Date.parse(occurredAt), zone)}
      </time>
    </>
  );
}
