import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { ATTRIBUTE_VALUES } from './attribute-values';
import { CHAT_EVENTS } from './chat-events';
import { CHAT_TEXTS } from './chat-texts';
import { EPISODES } from './episodes';
import { HEADLINE } from './headline';
import { MENUS } from './menus';
import { NAMES } from './names';
import {
  ACKNOWLEDGE_ALERT,
  ALERTS,
  CHANNELS,
  MUTE_ALERT,
  NOTIFICATIONS,
  TEST_CHANNEL,
  UNMUTE_ALERT,
} from './notifications';
import { OVERVIEW } from './overview';
import { SHARED_VIEW } from './shared-view';
import { CREATE_SHARE, REVOKE_SHARE, SHARES } from './shares';
import { SIGN_IN_CHECK } from './sign-in-check';
import { SPREAD } from './spread';
import { STATUS } from './status';
import { SUMMARY } from './summary';
import { TABLE, TABLE_CHANGES } from './table';

describe('the questions of the page', () => {
  const contract = readFileSync('test/contract/schema.graphql', 'utf8');
  // "Besides each Float above stand its name with Low and its name with High."
  const withEnds = contract.replace(/type StatsRow \{.*?\n\}/s, (row) =>
    row.replace(/^ {2}(\w+): Float$/gm, '  $1: Float\n  $1Low: Float\n  $1High: Float'),
  );
  const schema = buildSchema(withEnds);

  it.each(
    Object.entries({
      ATTRIBUTE_VALUES,
      CHAT_EVENTS,
      CHAT_TEXTS,
      EPISODES,
      HEADLINE,
      ...{ ACKNOWLEDGE_ALERT, ALERTS, CHANNELS, MUTE_ALERT, NOTIFICATIONS, TEST_CHANNEL, UNMUTE_ALERT },
      MENUS,
      NAMES,
      OVERVIEW,
      CREATE_SHARE,
      REVOKE_SHARE,
      SHARED_VIEW,
      SHARES,
      SIGN_IN_CHECK,
      SPREAD,
      STATUS,
      SUMMARY,
      TABLE,
      TABLE_CHANGES,
    }),
  )('are ones that the public contract can answer: %s', (_, { text }) => {
    expect(validate(schema, parse(text))).toEqual([]);
  });
});
