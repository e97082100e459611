import { z } from 'zod';
import { readOperatorChoice } from '../../config/operator-choice';
import type { OperatorChoice } from '../../config/operator-choice';
import type { TeamRules } from '../rules';
import { keyed } from './keyed';
import { accountName, id } from './names';
import type { RulesContext } from './rules-context';

/** A team, by its name. */
export const teamOf = (rules: RulesContext) =>
  keyed({
    account: accountName(rules)
      .optional()
      .describe(
        'The account of its operators; without it each is `<id>`, in any account, or `<account>:<id>`.',
      ),
    operators: z
      .array(id, { error: 'must be a list of ids' })
      .min(1, 'must name at least one operator')
      .describe('The ids of its operators. An operator may be in several teams.'),
  })
    .transform(({ account, operators }, context): Omit<TeamRules, 'name'> => {
      const choices: OperatorChoice[] = [];
      for (const [index, text] of operators.entries()) {
        const choice = account === undefined ? readOperatorChoice(text) : { account, id: text };
        const isKnown = choice?.account === undefined || rules.accounts.includes(choice.account);
        if (operators.indexOf(text) !== index)
          context.addIssue({
            code: 'custom',
            path: ['operators', index],
            message: `names ${text} a second time`,
          });
        else if (choice === undefined || !isKnown)
          context.addIssue({
            code: 'custom',
            path: ['operators', index],
            message: `is neither an id nor <account>:<id> of an account with a secret: there is ${rules.accounts.join(', ')}`,
          });
        else choices.push(choice);
      }
      return { operators: choices };
    })
    .describe('Operators whose figures are looked at together.');
