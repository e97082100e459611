import { copilotsOf } from './copilots';

describe('The copilots', () => {
  it('are those of the settings and of the rules, each once', () => {
    const account = { name: undefined, chatLink: undefined, schedules: [], keptDays: undefined };
    const accounts = new Map([
      ['shop', { ...account, copilotIds: ['7', '8'], isCopilotOnByDefault: true }],
      ['blog', { ...account, copilotIds: undefined, isCopilotOnByDefault: undefined }],
    ]);
    const settings = { copilotIds: [{ account: 'shop', id: '7' }], copilotOnAccounts: ['default'] };
    expect(copilotsOf(settings, { accounts })).toEqual({
      copilotIds: [
        { account: 'shop', id: '7' },
        { account: 'shop', id: '8' },
      ],
      copilotOnAccounts: ['default', 'shop'],
    });
  });
});
