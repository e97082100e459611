import { namedChats } from './named-chats';

describe('the chats that a notice names', () => {
  const chat = (chatId: string) => ({ account: 'shop', chatId });

  it('are that of an event, or those of whoever waits, each once', () => {
    expect(namedChats({ type: 'alert.firing', data: { ...chat('5'), stars: 1 } })).toEqual([chat('5')]);
    const about = [
      { about: '', chats: [chat('5'), chat('6')] },
      { about: 'x', chats: [chat('6')] },
    ];
    expect(namedChats({ type: 'alert.firing', data: { about } })).toEqual([chat('5'), chat('6')]);
  });

  it('are none where it is over, or is about none', () => {
    expect(namedChats({ type: 'alert.resolved', data: chat('5') })).toEqual([]);
    expect(namedChats({ type: 'alert.firing', data: { about: [{ about: 'shop' }] } })).toEqual([]);
    expect(namedChats({ type: 'alert.firing', data: { about: 'x', chatId: 5 } })).toEqual([]);
  });
});
