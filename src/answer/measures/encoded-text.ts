import { BadInput } from './bad-input';

/**
 * Reads a text that is percent-encoded, as tools do it that put values into a question and cannot quote them. A plus
 * sign is a blank: who encodes, writes `%2B` for the sign itself.
 * @param name of the argument
 * @throws BadInput for what encodes no text
 */
export function decodedText(name: string, encoded: string): string {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    throw new BadInput(
      `${name}: ${JSON.stringify(encoded.slice(0, 64))} is not percent-encoded: "%" is written %25, and what is not ASCII as its bytes of UTF-8.`,
    );
  }
}

/**
 * The one that is given, of a text and the same percent-encoded. An empty one is none.
 * @throws BadInput where both are
 */
export function textOrEncoded(
  [name, text]: readonly [string, string | null | undefined],
  [encodedName, encoded]: readonly [string, string | null | undefined],
): string | undefined {
  const [hasText, isEncoded] = [(text ?? '') !== '', (encoded ?? '') !== ''];
  if (hasText && isEncoded) throw new BadInput(`Give "${name}" or "${encodedName}", and not both.`);
  return isEncoded ? decodedText(encodedName, encoded ?? '') : (text ?? undefined);
}
