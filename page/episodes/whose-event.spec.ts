import { enLater } from '../messages/en-later';
import { bringLaterTexts } from '../messages/text';
import { whoseEvent } from './whose-event';

bringLaterTexts(enLater);

describe('whose event it is', () => {
  it.each([
    ['visitor', 'Ada', 'Visitor Ada'],
    ['operator', 'John Smith', 'Operator John Smith'],
    ['operator', '', 'Operator'],
    ['copilot', '', 'Copilot'],
    ['copilot', 'Zen', 'Zen'],
    ['proactive', 'John Smith', 'A rule'],
    ['', 'Ada', ''],
    ['', '', ''],
  ])('is told of author %j named %j', (author, name, words) => {
    expect(whoseEvent({ author, name })).toBe(words);
  });
});
