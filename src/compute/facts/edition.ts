import { createHash } from 'node:crypto';

/** Names rules by what they say: the same ones have the same number of 64 bits in every process, and at every start. */
export function editionOf(rules: unknown): bigint {
  const text = JSON.stringify(rules, (_, value: unknown) => {
    if (value instanceof Map) return [...value].sort();
    return value === -Infinity ? 'always' : value;
  });
  return createHash('sha256').update(text).digest().readBigUInt64BE();
}
