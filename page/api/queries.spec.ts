import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { ATTRIBUTE_VALUES } from './attribute-values';
import { CHAT_EVENTS } from './chat-events';
import { CHAT_TEXTS } from './chat-texts';
import { EPISODES } from './episodes';
import { HEADLINE } from './headline';
import { OVERVIEW } from './overview';
import { SIGN_IN_CHECK } from './sign-in-check';
import { STATUS } from './status';

describe('the questions of the page', () => {
  const schema = buildSchema(readFileSync('test/contract/schema.graphql', 'utf8'));

  it.each(
    Object.entries({
      ATTRIBUTE_VALUES,
      CHAT_EVENTS,
      CHAT_TEXTS,
      EPISODES,
      HEADLINE,
      OVERVIEW,
      SIGN_IN_CHECK,
      STATUS,
    }),
  )('are ones that the public contract can answer: %s', (_, { text }) => {
    expect(validate(schema, parse(text))).toEqual([]);
  });
});
