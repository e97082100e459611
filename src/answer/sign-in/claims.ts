import { shownName } from '../access/person';

/** What a provider says of somebody, in the ID token or in userinfo. */
export type Claims = Readonly<Record<string, unknown>>;

/** In the order of preference; an address is none of them. */
const NAMES = ['name', 'preferred_username', 'nickname'];

/** The groups of the first that tell any; a claim is a list, or one text. `undefined`: nobody says anything of them. */
export function groupsIn(all: readonly Claims[], claim: string): readonly string[] | undefined {
  const told = all.find((claims) => Object.hasOwn(claims, claim))?.[claim];
  if (told === undefined) return undefined;
  return [told]
    .flat()
    .filter((one) => typeof one === 'string')
    .filter((one) => one !== '');
}

/** A name for the person to see; `undefined`: none is told. */
export function nameIn(all: readonly Claims[]): string | undefined {
  const told = NAMES.flatMap((key) => all.map((claims) => claims[key])).filter(
    (one) => typeof one === 'string',
  );
  return told.map(shownName).find((name) => name !== '');
}
