/** Also for editors. */
export const LENGTH_FORM = /^(\d{1,7}(?:\.\d+)?)\s?([smhd])$/;
const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

const MAX_LENGTH_MS = 366 * 86_400_000;

/** A length of time as people write it, such as `30s`, `5m`, `4h` or `2d`; `undefined`: it is none, or too long. */
export function readLength(text: string): { readonly ms: number; readonly isInDays: boolean } | undefined {
  const [, amount = '', unit = ''] = LENGTH_FORM.exec(text) ?? [];
  const ms = Math.round(Number(amount) * (UNIT_MS[unit] ?? NaN));
  return ms <= MAX_LENGTH_MS ? { ms, isInDays: unit === 'd' } : undefined;
}
