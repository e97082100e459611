import { z } from 'zod';
import { isScope, SCOPES } from '../../access/scopes';
import { isHttpsOrLoopback } from '../../config/loopback';
import { parsedUrl } from '../../events/parsed-url';
import type { AccessRules, GroupRules, OpenIdRules, ProxyRules } from '../access-rules';
import { NO_EMBEDDING } from '../embed-rules';
import { embedOf } from './embed';
import { keyed, oneOf, oneOrMore } from './keyed';
import { accountName, teamName } from './names';
import { peers } from './peers';
import type { RulesContext } from './rules-context';
import { secretOf } from './secret';

const HOUR_MS = 3_600_000;
const DEFAULT_SESSION_HOURS = 12;
const MAX_SESSION_HOURS = 30 * 24;

const text = z.string({ error: 'must be a text' }).trim().min(1, 'must not be empty');
const shortText = text.max(100, 'must have at most 100 characters');

const ISSUER =
  'must be the https address by which the provider calls itself, such as https://login.example.com/realms/acme';
const issuer = z.string({ error: ISSUER }).refine((given) => {
  const url = parsedUrl(given);
  if (url === undefined) return false;
  return isHttpsOrLoopback(url) && url.username + url.password + url.search + url.hash === '';
}, ISSUER);

const NEEDS_PUBLIC_URL =
  'needs the setting PUBLIC_URL: the provider sends people back there, to /auth/callback, and must know that address';
const HOURS = `must be a number of hours from 1 to ${MAX_SESSION_HOURS}`;

const openIdOf = (rules: RulesContext) =>
  keyed({
    name: shortText
      .optional()
      .describe('What people call it: "Sign in with …". Without it, the host of the issuer.'),
    issuer: issuer.describe('The issuer: it has /.well-known/openid-configuration below it.'),
    clientId: shortText.describe('By which the provider knows this service.'),
    clientSecret: secretOf(rules).describe(
      'The secret that goes with it, as ${NAME}: a variable of the environment.',
    ),
    requestedScopes: oneOrMore(shortText, 'a scope of the provider, or a list of such')
      .optional()
      .describe('What is asked of the provider besides openid; without it profile.'),
    groupsClaim: shortText
      .optional()
      .describe(
        'The claim that has the groups of a person, in the ID token or in userinfo; without it groups.',
      ),
    sessionHours: z
      .number({ error: HOURS })
      .min(1, HOURS)
      .max(MAX_SESSION_HOURS, HOURS)
      .optional()
      .describe(`How long a sign-in lasts at most; without it ${DEFAULT_SESSION_HOURS}.`),
  })
    .transform((given, context): OpenIdRules => {
      if (rules.publicUrl === undefined) context.addIssue({ code: 'custom', message: NEEDS_PUBLIC_URL });
      return {
        name: given.name ?? new URL(given.issuer).host,
        ...{ issuer: given.issuer, clientId: given.clientId, clientSecret: given.clientSecret },
        requestedScopes: [...new Set(['openid', ...(given.requestedScopes ?? ['profile'])])],
        groupsClaim: given.groupsClaim ?? 'groups',
        sessionMs: (given.sessionHours ?? DEFAULT_SESSION_HOURS) * HOUR_MS,
      };
    })
    .describe('The provider of OpenID Connect with whom people sign in on the page.');

/** They say something else, or come from whoever asks. */
const OTHERS_HEADERS = /^(authorization|cookie|host|origin|forwarded|x-forwarded-(for|host|proto)|sec-.*)$/i;
const HEADER =
  'must be the name of a header of letters, digits and "-" that is for this alone, such as X-Forwarded-User';
const header = z
  .string({ error: HEADER })
  .refine((name) => /^[a-z][a-z0-9-]{0,63}$/i.test(name) && !OTHERS_HEADERS.test(name), HEADER)
  .transform((name) => name.toLowerCase());

const SIGN_OUT = 'must be a path such as /oauth2/sign_out, or an https address';
const signOut = z.string({ error: SIGN_OUT }).refine((given) => {
  const isPath = /^\/(?![/\\])/.test(given);
  const url = parsedUrl(isPath ? `https://host${given}` : given);
  return url?.protocol === 'https:' && (!isPath || url.host === 'host');
}, SIGN_OUT);

const proxy = keyed({
  addresses: peers.describe(
    'Where the proxy connects from: addresses and networks. Nobody else is believed.',
  ),
  userHeader: header.describe('The header in which it says who somebody is, such as X-Forwarded-User.'),
  groupsHeader: header.describe('The header in which it says of which groups they are.'),
  groupsSeparator: z
    .string({ error: 'must be a text' })
    .min(1, 'must not be empty')
    .max(3, 'must have at most 3 characters')
    .optional()
    .describe('What stands between groups in it; without it a comma.'),
  signOut: signOut.optional().describe('Where the proxy signs people out: the page leads there.'),
})
  .transform(({ addresses, groupsSeparator = ',', ...given }, context): ProxyRules => {
    if (given.userHeader === given.groupsHeader)
      context.addIssue({
        code: 'custom',
        path: ['groupsHeader'],
        message: 'must be another one than userHeader',
      });
    return { ...given, signOut: given.signOut, peers: addresses, groupsSeparator };
  })
  .describe('A reverse proxy that has signed people in, and says in headers who they are.');

const GROUP = 'the name of a group, or a list of such';
const group = z
  .union([z.string().min(1, `must be ${GROUP}`), z.int()], { error: `must be ${GROUP}` })
  .transform(String);

const groupOf = (rules: RulesContext) =>
  keyed({
    group: oneOrMore(group, GROUP).describe('A group as the provider or the proxy names it, or several.'),
    scopes: z
      .array(oneOf(SCOPES), { error: `must be a list of ${SCOPES.join(', ')}` })
      .min(1, 'must name at least one scope')
      .transform((given) => [...new Set(given)].filter(isScope))
      .describe('What they may: docs/access.md.'),
    accounts: oneOrMore(accountName(rules), 'the name of an account, or a list of such')
      .optional()
      .describe('Of these accounts only; without it of all.'),
    teams: oneOrMore(teamName(rules), 'the name of a team, or a list of such')
      .optional()
      .describe('Of operators of these teams only; without it of all.'),
  })
    .transform(({ group: groups, scopes, accounts = [], teams = [] }): GroupRules => ({
      ...{ groups, scopes, accounts, teams },
    }))
    .describe('What people of a group may. Of a person in several the first one in this list holds.');

const GROUPS = 'must be a list of entries, each with a `group` and `scopes`';

/** How people sign in, and where share links are shown. */
export const accessOf = (rules: RulesContext) =>
  keyed({
    openid: openIdOf(rules).optional(),
    proxy: proxy.optional(),
    groups: z
      .array(groupOf(rules), { error: GROUPS })
      .min(1, 'must say of at least one group what it may')
      .optional()
      .describe('What people may, by their groups: whoever is in none of these cannot sign in.'),
    embed: embedOf(rules).optional(),
  }).transform(({ openid, proxy: ofProxy, groups = [], embed }, context): AccessRules => {
    const isForEmbedding = embed !== undefined && openid === undefined && ofProxy === undefined;
    if (groups.length === 0 && !isForEmbedding)
      context.addIssue({ code: 'custom', path: ['groups'], message: GROUPS });
    const known = new Set<string>();
    for (const [index, { groups: own }] of groups.entries()) {
      const again = own.find((name) => known.has(name));
      if (again !== undefined)
        context.addIssue({
          code: 'custom',
          path: ['groups', index, 'group'],
          message: `names ${again} a second time: the first entry of a group holds`,
        });
      for (const name of own) known.add(name);
    }
    return { openid, proxy: ofProxy, groups, embed: embed ?? NO_EMBEDDING };
  });
