import { z } from 'zod';
import { parsedUrl } from '../../events/parsed-url';
import { CHAT_ID } from '../rules';
import type { AccountRules } from '../rules';
import { keyed, oneOrMore } from './keyed';
import { id, scheduleName } from './names';
import type { RulesContext } from './rules-context';

const LINK = `must be the https address of a chat with ${CHAT_ID} in place of its id, such as https://console.example/chats/${CHAT_ID}`;

const chatLink = z.string({ error: LINK }).refine((text) => {
  const url = parsedUrl(text.replaceAll(CHAT_ID, '7'));
  const isHttps = url?.protocol === 'https:' && url.username + url.password === '';
  const [beforeId = '', ...parts] = text.split(CHAT_ID);
  // In a host's name it would send people elsewhere.
  return (
    isHttps &&
    parts.length > 0 &&
    /^https:\/\/[^/?#]+[/?#]/.test(beforeId) &&
    !/[{}\s]/.test(text.replaceAll(CHAT_ID, ''))
  );
}, LINK);

const DAYS = 'must be a whole number of days from 1 to 36500, or forever';

const days = z.union([z.int({ error: DAYS }).min(1, DAYS).max(36_500, DAYS), z.literal('forever')], {
  error: DAYS,
});

/** What the rules say of an account. */
export const accountOf = (rules: RulesContext) =>
  keyed({
    name: z
      .string({ error: 'must be a text' })
      .trim()
      .min(1, 'must not be empty')
      .max(100, 'must have at most 100 characters')
      .optional()
      .describe('What people call it, instead of the name that its setting has.'),
    chatLink: chatLink
      .optional()
      .describe('Where a chat is found in the console of SignalZen: {chatId} stands for its id.'),
    schedule: oneOrMore(scheduleName(rules), 'the name of a schedule, or a list of such')
      .optional()
      .describe('The schedule of its working hours; of several, it is open while any of them is.'),
    copilot: keyed({
      ids: z
        .array(id, { error: 'must be a list of ids' })
        .optional()
        .describe('Ids of senders whose messages are of the copilot: as COPILOT_IDS, of this account.'),
      onByDefault: z
        .boolean({ error: 'must be true or false' })
        .optional()
        .describe('Whether the copilot is on in a chat before it is switched for the first time.'),
    })
      .optional()
      .describe('What is the copilot, and when it is on.'),
    retention: keyed({
      textsDays: days
        .optional()
        .describe(
          'For how many days texts, names, addresses and attributes are kept: as RETENTION_TEXTS_DAYS, of this account.',
        ),
      eventsDays: days
        .optional()
        .describe(
          'For how many days after its last event the events of a chat are kept: as RETENTION_EVENTS_DAYS, of this account.',
        ),
      factsDays: days
        .optional()
        .describe('For how many days what is counted is kept: as RETENTION_FACTS_DAYS, of this account.'),
    })
      .optional()
      .describe('How long data is kept: docs/retention.md.'),
  })
    .transform(({ name, chatLink: link, schedule = [], copilot, retention }): AccountRules => ({
      name,
      chatLink: link,
      schedules: schedule,
      copilotIds: copilot?.ids,
      isCopilotOnByDefault: copilot?.onByDefault,
      keptDays: retention && {
        ...(retention.textsDays !== undefined && { texts: retention.textsDays }),
        ...(retention.eventsDays !== undefined && { events: retention.eventsDays }),
        ...(retention.factsDays !== undefined && { facts: retention.factsDays }),
      },
    }))
    .describe('What is particular to an account.');
