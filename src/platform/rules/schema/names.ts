import { z } from 'zod';
import { nearestName } from '../../edit-distance';
import type { RulesContext } from './rules-context';

/** A name that must be known, with the one that is meant if it is not. */
function knownName(known: readonly string[], kind: string, what: string) {
  return z.string({ error: `must be the name of ${kind}` }).refine((name) => known.includes(name), {
    error: ({ input }) => {
      const given = String(input);
      const meant = nearestName(given, known);
      const there = known.length === 0 ? 'there is none' : `there is ${known.join(', ')}`;
      return `names "${given}", which is no ${what}: ${meant === undefined ? there : `did you mean ${meant}?`}`;
    },
  });
}

export const accountName = ({ accounts }: RulesContext) =>
  knownName(accounts, 'an account', 'account that has a secret here');

export const scheduleName = ({ schedules }: RulesContext) =>
  knownName(schedules, 'a schedule', 'schedule of this file');

export const teamName = ({ teams }: RulesContext) => knownName(teams, 'a team', 'team of this file');

export const targetName = ({ targets }: RulesContext) =>
  knownName(targets, 'a target', 'target of this file');

export const channelName = ({ channels }: RulesContext) =>
  knownName(channels, 'a channel', 'channel of this file');

const idText = 'must be an id such as 7, or "7"';

/** An id of SignalZen, which YAML may take for a number. */
export const id = z
  .union([z.string().min(1, idText), z.int({ error: idText }).min(0, idText)], { error: idText })
  .transform(String);
