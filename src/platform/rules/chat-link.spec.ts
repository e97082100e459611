import { chatLinkOf, NO_RULES } from './rules';

const rules = (chatLink: string | undefined) => ({
  accounts: new Map([
    [
      'shop',
      {
        ...{ name: undefined, chatLink, schedules: [] },
        ...{ copilotIds: undefined, isCopilotOnByDefault: undefined, keptDays: undefined },
      },
    ],
  ]),
});

describe('The link to a chat', () => {
  it('has the id wherever the rules want it, and it stays one part of the address', () => {
    const link = 'https://console.example/chats/{chatId}?c={chatId}#top';
    expect(chatLinkOf(rules(link), 'shop', '7')).toBe('https://console.example/chats/7?c=7#top');
    expect(chatLinkOf(rules(link), 'shop', 'a/b?$&')).toBe(
      'https://console.example/chats/a%2Fb%3F%24%26?c=a%2Fb%3F%24%26#top',
    );
  });

  it('is none where the rules do not say, or no chat is known', () => {
    expect(chatLinkOf(NO_RULES, 'shop', '7')).toBeNull();
    expect(chatLinkOf(rules(undefined), 'shop', '7')).toBeNull();
    expect(chatLinkOf(rules('https://console.example/{chatId}'), 'shop', null)).toBeNull();
  });
});
