import type { BlockList } from 'node:net';
import type { Scope } from '../access/scopes';
import { NO_EMBEDDING } from './embed-rules';
import type { EmbedRules } from './embed-rules';

/** The provider of OpenID Connect with whom people sign in. */
export interface OpenIdRules {
  /** What people call it. */
  readonly name: string;
  /** As it writes itself, to the letter. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What is asked of it, `openid` included. */
  readonly requestedScopes: readonly string[];
  /** Where an ID token, or else the answer of its userinfo, has the groups of a person. */
  readonly groupsClaim: string;
  /** How long a sign-in lasts. */
  readonly sessionMs: number;
}

/** A reverse proxy that signs people in, and says in headers who they are. */
export interface ProxyRules {
  /** The addresses it connects from: nobody else is believed. */
  readonly peers: BlockList;
  /** In lower case, as is the next one. */
  readonly userHeader: string;
  readonly groupsHeader: string;
  readonly groupsSeparator: string;
  /** Where it signs people out; `undefined`: the page offers no such thing. */
  readonly signOut: string | undefined;
}

/** What people of some groups may. */
export interface GroupRules {
  readonly groups: readonly string[];
  readonly scopes: readonly Scope[];
  /** Empty: all; as are teams. */
  readonly accounts: readonly string[];
  readonly teams: readonly string[];
}

/** How people sign in, what they may see, and where share links are shown. */
export interface AccessRules {
  readonly openid: OpenIdRules | undefined;
  readonly proxy: ProxyRules | undefined;
  /** Of a person in several of these groups the first one holds: nothing adds up to more than any of them says. */
  readonly groups: readonly GroupRules[];
  readonly embed: EmbedRules;
}

/** Tokens alone. */
export const NO_SIGN_IN: AccessRules = {
  openid: undefined,
  proxy: undefined,
  groups: [],
  embed: NO_EMBEDDING,
};

/** What a person of these groups may; `undefined`: nothing is said of any of them. */
export function ruleOfGroups({ groups }: AccessRules, own: readonly string[]): GroupRules | undefined {
  return groups.find((rule) => rule.groups.some((group) => own.includes(group)));
}
