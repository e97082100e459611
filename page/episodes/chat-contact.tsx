import type { ChatContact } from '../api/chat-events';
import { count, inUnit } from '../format/numbers';
import { dayAndClock } from '../format/times';
import { inNumber, t } from '../messages/text';

interface ChatContactItemProps {
  readonly contact: ChatContact;
  readonly zone: string;
}

/** Where a contact of a chat begins, and what became of it. */
export function ChatContactItem({ contact, zone }: ChatContactItemProps) {
  const { number, status, startedAt, page, attributes, rating } = contact;
  const facts = [
    ...(page === '' ? [] : [{ name: t('episode.page'), value: page }]),
    ...(attributes === '' ? [] : [{ name: t('chat.attributes'), value: attributes }]),
    ...(contact.firstAnswerSeconds === null
      ? []
      : [{ name: t('figure.firstAnswer'), value: inUnit(contact.firstAnswerSeconds, 'seconds') }]),
    ...(contact.closureSeconds === null
      ? []
      : [{ name: t('figure.closure'), value: inUnit(contact.closureSeconds, 'seconds') }]),
    ...(contact.targetsBreached === '' ? [] : [{ name: t('chat.breached'), value: contact.targetsBreached }]),
    ...(rating === null
      ? []
      : [{ name: t('episode.rating'), value: inNumber('unit.stars', { amount: count(rating) }) }]),
  ];
  return (
    <li class="contact">
      <h3>
        {t('chat.contact', {
          number: count(number),
          time: startedAt === null ? '' : dayAndClock(Date.parse(startedAt), zone),
        })}{' '}
        <span class={`status ${status.toLowerCase()}`}>{t(`status.is.${status}`)}</span>
      </h3>
      <dl>
        {facts.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
