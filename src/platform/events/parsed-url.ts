/**
 * Reads a URL as browsers do.
 * @param base what a relative one stands on
 * @returns undefined if it is none
 */
export function parsedUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    // URL.canParse would not throw, but once it is optimized Node 20 refuses hosts with letters such as ü.
    return undefined;
  }
}
