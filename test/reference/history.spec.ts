import { measuresPerBucket } from './buckets';
import type { RawDelivery, ReferenceOptions } from './delivery';
import { historiesOf } from './history';
import type { Measures } from './measures';
import { measuresIn } from './measures';
import { historyOf } from './sample-histories';
import { HOUR, MINUTE, NOON, delivered, operatorMessage, userEvent, visitorMessage } from './samples';

const measure = (deliveries: readonly RawDelivery[], options?: Partial<ReferenceOptions>): Measures =>
  measuresIn(historyOf(deliveries, options), NOON - 1000 * HOUR, NOON + 1000 * HOUR);

describe('the measures of the reference', () => {
  it('count a small chat as a person would', () => {
    const chat = [
      userEvent('created', 0),
      visitorMessage(1, 2000),
      operatorMessage(2, 62_000),
      userEvent('enabled_copilot', 70_000),
      userEvent('disabled_copilot', 80_000),
      userEvent('subscribed_by_email', 81_000),
      userEvent('sent_transcript', 82_000),
      userEvent('closed', 90_500),
      userEvent('blocked', 91_000),
      userEvent('destroyed', 92_000),
    ];

    expect(measure(chat)).toEqual({
      chatsStarted: 1,
      episodesStarted: 1,
      episodesClosed: 1,
      messagesVisitor: 1,
      messagesOperator: 1,
      messagesCopilot: 0,
      messagesProactive: 0,
      emailSubscriptions: 1,
      transcriptsSent: 1,
      chatsBlocked: 1,
      chatsDestroyed: 1,
      closures: 1,
      closureSeconds: [90.5],
      ratings: 0,
      rating1: 0,
      rating2: 0,
      rating3: 0,
      rating4: 0,
      rating5: 0,
      copilotEnabledEvents: 1,
      copilotDisabledEvents: 1,
    });
  });

  it('count what lies at the start of a range and not what lies at its end', () => {
    const history = historyOf([visitorMessage(1, 0), visitorMessage(2, HOUR)]);
    expect(measuresIn(history, NOON, NOON + HOUR).messagesVisitor).toBe(1);
    expect(
      measuresPerBucket(history, [NOON, NOON + HOUR, NOON + 2 * HOUR]).map((row) => row.messagesVisitor),
    ).toEqual([1, 1]);
  });

  it('keep the accounts apart, though their ids are the same', () => {
    const here = visitorMessage(1, 0);
    const histories = historiesOf([here, { ...here, account: 'other' }]);
    expect([...histories].map(([account, { episodes }]) => [account, episodes.length])).toEqual([
      ['default', 1],
      ['other', 1],
    ]);
  });

  it('tell the authors apart by sender type without case, ai mark, configured id and invitation', () => {
    const sender = { id: 9 };
    const counted = measure(
      [
        visitorMessage(1, 0, { sender_type: 'User' }),
        operatorMessage(2, 1, { sender_type: 'Client' }),
        operatorMessage(3, 2, { sender_type: 'bot', sender: null }),
        operatorMessage(4, 3, { sender: { id: 2, ai: true } }),
        operatorMessage(5, 4, { sender }),
        visitorMessage(6, 5, { sender }),
        operatorMessage(7, 6, { auto_invitation: true, sender_type: 'bot' }),
        operatorMessage(8, 7, { sender: { id: 10 } }),
        operatorMessage(9, 8, { sender: { id: 11 } }),
      ],
      { copilotIds: ['9', 'default:10', 'shop:11'] },
    );
    expect(counted).toMatchObject({
      messagesVisitor: 2,
      messagesOperator: 2,
      messagesCopilot: 4,
      messagesProactive: 1,
    });
  });

  it('count no message that is not a text, nor one that only rides with another event', () => {
    const message = { id: 3, sender_type: 'user', sender: { id: 7 }, type: 'Message' };
    const counted = measure([
      visitorMessage(1, 0, { type: 'BotDisableMessage' }),
      operatorMessage(2, 1, { type: 'RatingMessage' }),
      delivered({ event_type: 'message.updated', data: message }),
    ]);
    expect(counted).toMatchObject({ messagesVisitor: 0, messagesOperator: 0, episodesStarted: 0 });
  });

  it('take no harm from bodies of an unknown shape', () => {
    const bodies = ['[]', 'null', '{}', '{"event_type":3}', '{"event_type":"user.closed"}', '{"event_type":'];
    const unknown = bodies.map((text) => ({ ...delivered(null), body: Buffer.from(text) }));
    expect(measure([...unknown, visitorMessage(1, 0)])).toMatchObject({
      messagesVisitor: 1,
      episodesClosed: 0,
    });
  });
});

describe('ratings', () => {
  const asked = { id: 5, type: 'RatingMessage', sender_type: 'operator', sender: { id: 1 } };
  const user = (ms: number) => ({ id: 7, updated_at: new Date(NOON + ms).toISOString() });

  it('count once a message, with the last value given, when it was given', () => {
    const history = historyOf([
      delivered({ event_type: 'user.rated', data: user(3 * MINUTE), message: { ...asked, rating: 2 } }),
      delivered({ event_type: 'user.rated', data: { user: user(0), message: { ...asked, rating: 5 } } }),
    ]);
    expect(history.ratings).toHaveLength(1);
    expect(history.ratings).toMatchObject([{ value: 2, at: NOON + 3 * MINUTE }]);
  });

  it('are found on the message, the user, the data or the envelope', () => {
    const counted = measure([
      delivered({ event_type: 'user.rated', data: { ...user(0), rating: 1 } }),
      delivered({ event_type: 'user.rated', data: { user: user(1), rating: 2 } }),
      delivered({ event_type: 'user.rated', rating: 3, data: user(2) }),
      delivered({ event_type: 'user.rated', data: { ...asked, rating: 4 } }),
      delivered({ event_type: 'message.created', data: { ...asked, id: 6, rating: 5 } }),
    ]);
    expect(counted).toMatchObject({ ratings: 5, rating1: 1, rating2: 1, rating3: 1, rating4: 1, rating5: 1 });
  });

  it('are whole numbers from 1 to 5', () => {
    const values = [null, 0, 6, 4.5, '5', true];
    const events = values.map((rating, ms) =>
      delivered({ event_type: 'user.rated', data: { ...user(ms), rating } }),
    );
    expect(measure(events).ratings).toBe(0);
  });
});
