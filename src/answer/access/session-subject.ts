import { z } from 'zod';

/** Whose a session is: kept with its grant. */
export interface SessionSubject {
  readonly issuer: string;
  /** As `personId` makes it. */
  readonly person: string;
  /** Of then: what they may is looked up at each request. */
  readonly groups: readonly string[];
}

const schema = z.object({ issuer: z.string(), person: z.string(), groups: z.array(z.string()) });

export function sessionSubjectText({ issuer, person, groups }: SessionSubject): string {
  return JSON.stringify({ issuer, person, groups });
}

/** `undefined`: it is none, or one of a version that this one does not know. */
export function readSessionSubject(text: string): SessionSubject | undefined {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
