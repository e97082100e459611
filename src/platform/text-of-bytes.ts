const UTF16_MARK = 0xfeff;

/**
 * The text of a file that a person wrote, in UTF-8 or UTF-16, without its byte-order mark: Windows' own shell writes
 * UTF-16.
 * @param isStrict whether bytes that are no text are an error, and not replaced
 * @throws TypeError for such bytes
 */
export function textOfBytes(bytes: Buffer, isStrict = false): string {
  const isLittle = bytes.length >= 2 && bytes.readUInt16LE(0) === UTF16_MARK;
  const isBig = bytes.length >= 2 && bytes.readUInt16BE(0) === UTF16_MARK;
  const encoding = isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding, { fatal: isStrict }).decode(bytes);
}
