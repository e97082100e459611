import { isAmong, operatorOfAccount, readOperatorChoice } from './operator-choice';

describe('the text for an operator', () => {
  it.each([
    ['7', { account: undefined, id: '7' }],
    ['', { account: undefined, id: '' }],
    ['shop:7', { account: 'shop', id: '7' }],
    ['shop:', { account: 'shop', id: '' }],
    ['shop:a:7', { account: 'shop', id: 'a:7' }],
  ])('is an id, or an account and an id behind the first colon: "%s"', (text, choice) => {
    expect(readOperatorChoice(text)).toEqual(choice);
  });

  it.each([':7', 'Shop:7', 'my shop:7', '-:7'])('is none where no account can be called so: "%s"', (text) => {
    expect(readOperatorChoice(text)).toBeUndefined();
  });

  it.each(['7', '', 'a:7', ':'])('reads back as what it was written from: "%s"', (id) => {
    expect(readOperatorChoice(operatorOfAccount('shop', id))).toEqual({ account: 'shop', id });
  });
});

describe('operators who are meant', () => {
  const choices = ['7', 'shop:8'].flatMap((text) => readOperatorChoice(text) ?? []);

  it('are those of any account, or of one', () => {
    expect(isAmong(choices, 'shop', '7') && isAmong(choices, 'support', '7')).toBe(true);
    expect(isAmong(choices, 'shop', '8')).toBe(true);
    expect(isAmong(choices, 'support', '8')).toBe(false);
    expect(isAmong(choices, 'shop', 'shop:8')).toBe(false);
  });
});
