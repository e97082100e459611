import fc from 'fast-check';
import type { RawDelivery } from './delivery';
import { historyOf } from './sample-histories';
import { linkedMessage, userEvent, visitorMessage } from './samples';

const namesOf = (deliveries: readonly RawDelivery[]) =>
  historyOf(deliveries).events.map(({ id }) => id.replace(/\/7\/.*/, ''));

describe('the sorted order', () => {
  it('is by kind where times are equal, and of messages by their ids', () => {
    const deliveries = [
      userEvent('destroyed', 0),
      userEvent('blocked', 0),
      userEvent('closed', 0),
      userEvent('tagged', 0),
      userEvent('rated', 0, { rating: 3 }),
      userEvent('disabled_copilot', 0),
      visitorMessage(10, 0),
      linkedMessage(9, 0),
      visitorMessage(8, 1),
      userEvent('enabled_copilot', 0),
      userEvent('created', 0),
    ];
    expect(namesOf(deliveries)).toEqual([
      'user.created/7',
      'user.enabled_copilot',
      'message.created/9',
      'message.created/10',
      'user.disabled_copilot',
      'user.rated',
      'user.tagged',
      'user.closed',
      'user.blocked',
      'user.destroyed',
      'message.created/8',
    ]);
  });

  it('is total: whole numbers come first among ids, and equal kinds by the id of the event', () => {
    const ids = ['9', '10', '007', '1a', '2', 'b'];
    const messages = ids.map((id) => visitorMessage(0, 0, { id }));
    const closes = [1, 2, 3].map((value) => userEvent('closed', 0, { value }));
    const expected = namesOf([...messages, ...closes]);
    expect(expected.slice(0, 6)).toEqual(
      ['2', '007', '9', '10', '1a', 'b'].map((id) => `message.created/${id}`),
    );
    const all = [...messages, ...closes];
    const idsOf = (deliveries: readonly RawDelivery[]) => historyOf(deliveries).events.map(({ id }) => id);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        expect(idsOf(shuffled)).toEqual(idsOf(all));
      }),
    );
  });
});
