const ID_OF_CHAT = /"(?:user_)?id"\s*:\s*"?([^"\s,}\]]{1,200})/g;

/** What may be the id of a chat in bytes that cannot be parsed: also those of messages and operators, if need be. */
export function idsInBytes(bytes: Buffer): Set<string> {
  const ids = [...bytes.toString('utf8').matchAll(ID_OF_CHAT)].map(([, id]) => id ?? '');
  return new Set(ids);
}
