import { z } from 'zod';
import { isHttpsOrLoopback, isLoopback } from '../../config/loopback';
import { parsedUrl } from '../../events/parsed-url';
import type { ChannelRules, MailRules } from '../channel-rules';
import { keyed, oneOf, oneOrMore } from './keyed';
import type { RulesContext } from './rules-context';
import { secretOf } from './secret';

const HOST = 'must be the name of a mail server, such as smtp.example.com';
const host = z.string({ error: HOST }).regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i, HOST);

const PORT = 'must be a port from 1 to 65535';
const port = z.int({ error: PORT }).min(1, PORT).max(65_535, PORT);
const USUAL_PORT = { starttls: 587, tls: 465, none: 25 } as const;

const ADDRESS = 'must be a mail address such as ann@example.com';
const ADDRESS_FORM = /^[^\s@<>,;:"()[\]\\]{1,64}@[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i;
const address = z.string({ error: ADDRESS }).regex(ADDRESS_FORM, ADDRESS);

const FROM = 'must be a mail address, with or without a name: Support figures <figures@example.com>';
const from = z.string({ error: FROM }).refine((text) => {
  const [, name = '', inAngles] = /^([^<>"\r\n]*)<([^<>]+)>$/.exec(text) ?? [];
  return name.length <= 100 && ADDRESS_FORM.test(inAngles ?? text);
}, FROM);

const UNENCRYPTED =
  'may be none only where the server is on this machine: else names, figures and the password could be read on the way';
const INCOMPLETE = 'must be given together with user';

/** The mail server. */
export const mailOf = (rules: RulesContext) =>
  keyed({
    host: host.describe('The server that takes mail, such as smtp.example.com.'),
    port: port.optional().describe('Without it 587, and 465 where security is tls.'),
    security: oneOf(['starttls', 'tls', 'none'])
      .optional()
      .describe('starttls (the default), tls from the first byte, or none for a server on this machine.'),
    user: z
      .string({ error: 'must be a text' })
      .min(1, 'must not be empty')
      .optional()
      .describe('Who signs in there.'),
    password: secretOf(rules).optional().describe('The password, as ${NAME}: a variable of the environment.'),
    from: from.describe('The sender: an address, or a name with one in angle brackets.'),
  })
    .transform(({ security = 'starttls', user, password, ...given }, context): MailRules => {
      if (security === 'none' && !isLoopback(given.host))
        context.addIssue({ code: 'custom', path: ['security'], message: UNENCRYPTED });
      if ((user === undefined) !== (password === undefined))
        context.addIssue({ code: 'custom', path: ['password'], message: INCOMPLETE });
      return {
        ...{ host: given.host, port: given.port ?? USUAL_PORT[security], security, from: given.from },
        login: user === undefined || password === undefined ? undefined : { user, password },
      };
    })
    .describe('The server by which mails are sent.');

const URL_FORM = 'names a variable that must hold an https address (http only on this machine)';

/** An address that is a secret itself. */
const secretUrl = (rules: RulesContext, refusal: (url: URL) => string | undefined = () => undefined) =>
  secretOf(rules).transform((text, context) => {
    const url = parsedUrl(text);
    const isRight = url !== undefined && isHttpsOrLoopback(url) && url.username + url.password === '';
    const message = isRight ? refusal(url) : URL_FORM;
    if (isRight && message === undefined) return url;
    context.addIssue({ code: 'custom', message: message ?? URL_FORM });
    return z.NEVER;
  });

const RETIRED =
  'names the address of an Office 365 connector, which Microsoft has retired: make a workflow "Send webhook alerts to a channel" in Teams, and take its address';
const isRetiredConnector = ({ hostname }: URL) => /(^|\.)webhook\.office(365)?\.com$/.test(hostname);

const PROGRAM_URL =
  'must be an https address (http only on this machine), without a user or a password in it';
const programUrl = z.string({ error: PROGRAM_URL }).transform((text, context) => {
  const url = parsedUrl(text);
  if (url !== undefined && isHttpsOrLoopback(url) && url.username + url.password === '') return url;
  context.addIssue({ code: 'custom', message: PROGRAM_URL });
  return z.NEVER;
});

const MIN_KEY_BYTES = 24;
const MAX_KEY_BYTES = 64;
const KEY =
  'names a variable that must hold whsec_ and 24 to 64 bytes in base64: make one with `echo "whsec_$(openssl rand -base64 32)"`';
const signingKey = (rules: RulesContext) =>
  secretOf(rules).transform((text, context) => {
    const [, encoded = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
    const key = Buffer.from(encoded, 'base64');
    if (key.length >= MIN_KEY_BYTES && key.length <= MAX_KEY_BYTES && key.toString('base64') === encoded)
      return key;
    context.addIssue({ code: 'custom', message: KEY });
    return z.NEVER;
  });

const WAYS = ['email', 'webhook', 'slack', 'teams', 'discord'] as const;
const ONE_WAY = `must say where it leads by one of ${WAYS.join(', ')}`;
export const NEEDS_MAIL = 'needs the section `mail` of this file: it says which server takes mails';

type Channel = ChannelRules extends infer Each ? (Each extends unknown ? Omit<Each, 'name'> : never) : never;
/** As {@link Channel}; of mails the server stands elsewhere in the file. */
export type GivenChannel = Exclude<Channel, { kind: 'email' }> | { kind: 'email'; to: readonly string[] };

/** A channel, by its name. */
export const channelOf = (rules: RulesContext) =>
  keyed({
    email: oneOrMore(address, 'a mail address, or a list of such')
      .optional()
      .describe('Addresses, each of which gets a mail of its own.'),
    webhook: programUrl
      .optional()
      .describe('The address of a program that takes JSON, signed as Standard Webhooks says. Needs secret.'),
    secret: z
      .union([signingKey(rules), z.array(signingKey(rules)).min(1, KEY).max(3, 'may hold three at most')], {
        error: KEY,
      })
      .optional()
      .describe('Of webhook: what signs, as ${NAME}; while it is replaced a list, the new one first.'),
    slack: secretUrl(rules).optional().describe('The address of an incoming webhook of Slack, as ${NAME}.'),
    teams: secretUrl(rules, (url) => (isRetiredConnector(url) ? RETIRED : undefined))
      .optional()
      .describe('The address of a workflow of Microsoft Teams, as ${NAME}.'),
    discord: secretUrl(rules).optional().describe('The address of a webhook of Discord, as ${NAME}.'),
  })
    .transform(({ secret, ...given }, context): GivenChannel => {
      const refuse = (message: string, path: string[] = []) => {
        context.addIssue({ code: 'custom', path, message });
        return z.NEVER;
      };
      const [way, ...more] = WAYS.filter((one) => given[one] !== undefined);
      if (way === undefined || more.length > 0) return refuse(ONE_WAY);
      if (secret !== undefined && way !== 'webhook')
        return refuse('says nothing here: it signs what goes to a webhook', ['secret']);
      if (given.email !== undefined) return { kind: 'email', to: [...new Set(given.email)] };
      if (given.webhook !== undefined) {
        if (secret === undefined) return refuse(KEY.replace('names', 'must name'), ['secret']);
        return { kind: 'webhook', url: given.webhook, secrets: [secret].flat() };
      }
      const url = given.slack ?? given.teams ?? given.discord;
      return url === undefined || way === 'email' || way === 'webhook' ? refuse(ONE_WAY) : { kind: way, url };
    })
    .describe('Where notifications go: exactly one of email, webhook, slack, teams and discord.');
