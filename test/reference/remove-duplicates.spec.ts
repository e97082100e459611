import type { RawDelivery } from './delivery';
import { removeDuplicates } from './remove-duplicates';
import { HOUR, MINUTE, NOON, delivered, operatorMessage, userEvent, visitorMessage } from './samples';

const typesLeft = (deliveries: readonly RawDelivery[]) =>
  removeDuplicates(deliveries).map(({ envelope }) => envelope.eventType);

const switched = (verb: 'enabled' | 'disabled', minutes: number, user = 7) =>
  delivered({ event_type: `user.${verb}_copilot`, data: { id: user } }, NOON + minutes * MINUTE);

describe('creations', () => {
  it('are one event by type and id, whatever else their bodies say', () => {
    const copies = [
      visitorMessage(1, 0),
      visitorMessage(1, 0, { read_by_operator: true }),
      visitorMessage(2, 0),
    ];
    const kept = removeDuplicates(copies);
    expect(kept).toHaveLength(2);
    expect(
      removeDuplicates([...copies].reverse())
        .map(({ body }) => body.toString())
        .sort(),
    ).toEqual(kept.map(({ body }) => body.toString()).sort());
  });

  it('are received when their first copy was', () => {
    const body = visitorMessage(1, 0);
    const copies = [5, 3, 9].map((minutes) => ({ ...body, receivedAt: NOON + minutes * MINUTE }));
    expect(removeDuplicates(copies).map(({ receivedAt, id }) => [receivedAt, id])).toEqual([
      [NOON + 3 * MINUTE, 'message.created/1'],
    ]);
  });
});

describe('state events with a time', () => {
  it('are one event by their bytes, however late a copy comes', () => {
    const close = userEvent('closed', 0);
    const late = { ...close, receivedAt: close.receivedAt + 1000 * HOUR };
    expect(typesLeft([close, userEvent('closed', 1), late])).toEqual(['user.closed', 'user.closed']);
    const own = delivered({ event_type: 'user.closed', data: { id: 7, closed_at: '2026-03-02T12:00:00Z' } });
    expect(typesLeft([own, { ...own, receivedAt: own.receivedAt + HOUR }])).toEqual(['user.closed']);
  });
});

describe('state events without a time', () => {
  it('stay three when the copilot is switched on, off and on', () => {
    expect(typesLeft([switched('enabled', 0), switched('disabled', 1), switched('enabled', 2)])).toHaveLength(
      3,
    );
  });

  it('are one event within ten minutes of the copy before', () => {
    const times = (...minutes: number[]) => typesLeft(minutes.map((minute) => switched('enabled', minute)));
    expect(times(0, 10, 20)).toHaveLength(1);
    expect(times(0, 10.001)).toHaveLength(2);
  });

  it('are parted by anything of their own chat, and by nothing else', () => {
    const others = [
      switched('disabled', 1, 8),
      operatorMessage(2, 0),
      visitorMessage(1, 0, { sender: { id: 8 } }),
    ];
    expect(typesLeft([switched('enabled', 0), ...others, switched('enabled', 2)])).toHaveLength(4);
    for (const own of [userEvent('closed', 0), visitorMessage(1, 0), operatorMessage(2, 0, { user_id: 7 })])
      expect(typesLeft([switched('enabled', 0), own, switched('enabled', 2)])).toHaveLength(3);
  });
});
