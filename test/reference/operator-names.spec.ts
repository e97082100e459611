import { historiesOf } from './history';
import { operatorNamesOf } from './operator-names';
import { delivered, HOUR, linkedMessage, MINUTE, NOON, operatorMessage } from './samples';
import type { RawDelivery } from './delivery';

const named = (forename: string, surname = '') => ({ sender: { id: 1, forename, surname } });
const namesIn = (...deliveries: RawDelivery[]) =>
  Object.fromEntries(operatorNamesOf(historiesOf(deliveries).get('default')?.events ?? []));

describe("an operator's name", () => {
  it('is that of the latest message, whichever came last', () => {
    const [early, late] = [
      operatorMessage(1, MINUTE, named('Ann')),
      linkedMessage(2, HOUR, named('Anna', 'B.')),
    ];
    expect(namesIn(early, late)).toEqual({ 1: 'Anna B.' });
    expect(namesIn(late, early)).toEqual({ 1: 'Anna B.' });
  });

  it('is at one time that of the message with the greater id', () => {
    const [nine, ten] = [operatorMessage(9, 0, named('Nine')), operatorMessage(10, 0, named('Ten'))];
    expect(namesIn(nine, ten)).toEqual({ 1: 'Ten' });
    expect(namesIn(ten, nine)).toEqual({ 1: 'Ten' });
  });

  it('stays where the latest message tells none', () => {
    const nameless = operatorMessage(2, HOUR, { sender: { id: 1 } });
    expect(namesIn(operatorMessage(1, 0, named('Ann')), nameless)).toEqual({ 1: 'Ann' });
  });

  it('is not changed by a copy of an earlier message, also where that tells no time', () => {
    const untimed = (receivedAt: number) =>
      delivered(
        {
          event_type: 'message.created',
          data: { id: 5, sender_type: 'operator', ...named('Untimed') },
        },
        receivedAt,
      );
    const timed = operatorMessage(6, HOUR, named('Timed'));
    expect(namesIn(untimed(NOON), timed, untimed(NOON + 2 * HOUR))).toEqual({ 1: 'Timed' });
  });

  it('is forename and surname, else the name, and is not cut within a character', () => {
    const told = (sender: object) => namesIn(operatorMessage(1, 0, { sender: { id: 1, ...sender } }))[1];
    expect(told({ forename: '\tAnn\u00a0', surname: 'Lee\n', name: 'no' })).toBe('Ann Lee');
    expect(told({ forename: ' ', name: ' Ann ' })).toBe('Ann');
    expect(told({ name: `${'n'.repeat(99)}👋🏽` })).toBe('n'.repeat(99));
  });

  it('is told by text messages of operators alone', () => {
    const other = { auto_invitation: true, ...named('Rule') };
    const rating = { type: 'RatingMessage', ...named('Rated') };
    expect(namesIn(operatorMessage(1, 0, other), operatorMessage(2, 0, rating))).toEqual({});
  });
});
