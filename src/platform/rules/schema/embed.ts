import { z } from 'zod';
import type { EmbedRules } from '../embed-rules';
import { keyed } from './keyed';
import type { RulesContext } from './rules-context';
import { secretOf } from './secret';

const ORIGIN =
  'must be the origin of a page, such as https://crm.example or https://crm.example:8443: in small letters, without a path, and http for this machine only';
/** It becomes part of a header: nothing but a host. */
const HTTPS = /^https:\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/;
const LOOPBACK = /^http:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/;

const origin = z
  .string({ error: ORIGIN })
  .refine((text) => HTTPS.test(text) || LOOPBACK.test(text), ORIGIN)
  .describe('The origin of a page, such as https://crm.example.');

const SECRET = 'must have at least 32 characters, without blanks: make one with `openssl rand -base64 32`';

/** Share links in pages of others. */
export const embedOf = (rules: RulesContext) =>
  keyed({
    hosts: z
      .array(origin, { error: 'must be a list of origins' })
      .min(1, 'must hold an origin')
      .describe('Pages that may show a share link in a frame.'),
    secret: secretOf(rules)
      .refine((text) => /^[!-~]{32,}$/.test(text), SECRET)
      .optional()
      .describe('With which their servers sign links, as ${NAME}: a variable of the environment.'),
  })
    .transform(({ hosts, secret }): EmbedRules => ({ hosts, secret }))
    .describe('Share links in pages of others.');
