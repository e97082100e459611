import { z } from 'zod';
import type { RulesContext } from './rules-context';

const VARIABLE = /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/;
const FORM =
  'must be ${NAME}, which names a variable of the environment or of .env: a secret does not stand in this file';

/** A secret, which the file names and the environment has. What stands there instead of a name is never shown. */
export const secretOf = ({ variable }: RulesContext) =>
  z
    .string({ error: FORM })
    .regex(VARIABLE, { error: FORM, abort: true })
    .transform((text, context) => {
      const name = VARIABLE.exec(text)?.[1] ?? '';
      const value = variable(name);
      if (value !== undefined) return value;
      const message = `names ${text}, and there is no ${name} in the environment or in .env: set it, and start the service again`;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    });
