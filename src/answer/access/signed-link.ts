import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Caller } from '../../platform/access/caller';
import { COMPARISONS, RANGE_PRESETS } from '../../platform/access/shared-view';
import { CLOCKS } from '../../platform/rules/rules';
import { zoneNamed } from '../../platform/zones/zone-name';
import { isOfWholeDays } from '../measures/calendar/preset-range';
import { LinkOver } from './link-over';

/** `v1.<payload>.<signature>`, both in base64url without padding. The signature is of `v1.<payload>`. */
const FORM = /^v1\.([A-Za-z0-9_-]{1,8000})\.([A-Za-z0-9_-]{43})$/;

/** Signed links are for the moment: whoever shows one signs another. */
export const MAX_SIGNED_SECONDS = 600;
/** The clock of the host may be ahead of ours. */
const CLOCK_TOLERANCE_SECONDS = 30;

const names = z.array(z.string()).default([]);
const instant = z.iso
  .datetime({ offset: true, error: 'must be a time such as 2026-11-01T00:00:00Z' })
  .transform((text) => Date.parse(text));

const payloadSchema = z.strictObject({
  exp: z.int({ error: 'must be whole seconds since 1970' }),
  host: z.string().optional(),
  view: z
    .strictObject({
      preset: z.enum(RANGE_PRESETS).optional(),
      from: instant.optional(),
      to: instant.optional(),
      timezone: z.string().default('UTC'),
      compare: z.enum(COMPARISONS).default('NONE'),
      clock: z.enum(CLOCKS).default('CALENDAR'),
    })
    .transform(({ preset, from, to, timezone, ...shown }, context) => {
      const isMoving = preset !== undefined && from === undefined && to === undefined;
      const zone = zoneNamed(timezone);
      const isFrozen = preset === undefined && from !== undefined && to !== undefined && from < to;
      if (zone === undefined)
        context.addIssue({ code: 'custom', path: ['timezone'], message: 'must be an IANA zone' });
      if (zone !== undefined && isMoving) return { ...shown, zone, range: { preset } };
      if (zone !== undefined && isFrozen && isOfWholeDays({ from, to }, zone))
        return { ...shown, zone, range: { from, to } };
      context.addIssue({
        code: 'custom',
        message:
          'must hold either preset, or from and a later to, both of them beginnings of days in timezone',
      });
      return z.NEVER;
    }),
  filters: z
    .strictObject({
      accounts: names,
      teams: names,
      operators: names,
      pages: names,
      attributes: z
        .array(z.strictObject({ name: z.string(), values: z.array(z.string()).min(1) }))
        .default([]),
      copilot: z.boolean().optional(),
      hours: z.enum(['INSIDE', 'OUTSIDE', 'ALL']).default('ALL'),
    })
    .prefault({}),
});

/** Whether a text is meant as a link that a host signed. */
export function isSignedLink(text: string): boolean {
  return text.startsWith('v1.');
}

/**
 * Who comes with a link that the server of a host has signed: it shows the numbers of one view. docs/access.md says
 * what is signed, byte by byte.
 * @param secret `undefined`: hosts sign nothing here
 * @throws LinkOver that says what is wrong; of a link with a wrong signature, only that
 */
export function readSignedLink(text: string, secret: string | undefined, now: number): Caller {
  if (secret === undefined)
    throw new LinkOver('This service takes no signed links: the rules have no access.embed.secret.');
  const [, payload, signature] = FORM.exec(text) ?? [];
  if (payload === undefined || signature === undefined || !isSignedBy(secret, payload, signature))
    throw new LinkOver('The signature of this link is wrong.');
  const { exp, host, view, filters } = payloadOf(payload);
  const seconds = exp - now / 1000;
  if (seconds <= 0)
    throw new LinkOver('This link was for a few minutes, which are over: reload the page that shows it.');
  if (seconds > MAX_SIGNED_SECONDS + CLOCK_TOLERANCE_SECONDS)
    throw new LinkOver(
      `This link is signed for too long: exp may lie ${MAX_SIGNED_SECONDS} seconds ahead at most.`,
    );
  const { accounts, teams, copilot, ...filter } = filters;
  const id = createHash('sha256').update(payload).digest('hex').slice(0, 12);
  return {
    ...{
      kind: 'share',
      id: `signed-${id}`,
      name: host === undefined ? 'A signed link' : `Signed by ${host}`,
    },
    scopes: new Set(['numbers']),
    bounds: { accounts, teams, view: { ...filter, copilot, ...view, host } },
    expiresAt: new Date(exp * 1000),
  };
}

function isSignedBy(secret: string, payload: string, signature: string): boolean {
  const right = createHmac('sha256', secret).update(`v1.${payload}`).digest();
  const given = Buffer.from(signature, 'base64url');
  return given.length === right.length && timingSafeEqual(given, right);
}

function payloadOf(payload: string): z.output<typeof payloadSchema> {
  const parsed = payloadSchema.safeParse(jsonOf(payload));
  if (parsed.success) return parsed.data;
  const problems = z.prettifyError(parsed.error).replaceAll('\n', ' ').slice(0, 500);
  throw new LinkOver(`This link is signed, and not understood: ${problems}`);
}

function jsonOf(payload: string): unknown {
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  } catch {
    throw new LinkOver('This link is signed, and what is signed is no JSON.');
  }
}
