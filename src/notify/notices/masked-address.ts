/** An address of mail of which strangers may see so much: `a…@example.com`. What is none stays as it is. */
export function maskedAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 1 ? address : `${address.slice(0, 1)}…${address.slice(at)}`;
}
