import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { ProxyRules } from '../../platform/rules/access-rules';

const MAPPED_IPV4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * What the headers of a proxy say. `nobody`: they are not there. `stranger`: they are, and it is not the proxy who
 * connects. `doubtful`: it does, and they may be somebody else's.
 */
export type Vouched =
  | { readonly kind: 'person'; readonly user: string; readonly groups: readonly string[] }
  | { readonly kind: 'doubtful'; readonly why: string }
  | { readonly kind: 'nobody' | 'stranger' };

/**
 * Whom a proxy vouches for. Its address is that of the connection, never one that a header names. Headers are read as
 * they came: Node joins two of a name to one value, and a proxy that sets `X-User` may pass on a sender's `X_User`,
 * which much software takes for the same.
 */
export function vouchedByProxy(
  { rawHeaders, socket }: Pick<IncomingMessage, 'rawHeaders' | 'socket'>,
  { peers, userHeader, groupsHeader, groupsSeparator }: ProxyRules,
): Vouched {
  const user = valuesOf(rawHeaders, userHeader);
  const groups = valuesOf(rawHeaders, groupsHeader);
  if (user.all === 0 && groups.all === 0) return { kind: 'nobody' };
  if (!isPeer(socket.remoteAddress, peers)) return { kind: 'stranger' };
  for (const [name, { exact, all }] of [
    [userHeader, user],
    [groupsHeader, groups],
  ] as const) {
    if (all > exact.length) return doubtful(`a header that reads like ${name} came beside it`);
    if (exact.length > 1) return doubtful(`the header ${name} came ${exact.length} times`);
  }
  const [name = ''] = user.exact;
  if (name === '')
    return groups.all > 0
      ? doubtful(`the header ${groupsHeader} came without ${userHeader}`)
      : { kind: 'nobody' };
  const [list = ''] = groups.exact;
  const named = list.split(groupsSeparator).map((group) => group.trim());
  return { kind: 'person', user: name, groups: named.filter((group) => group !== '') };
}

function doubtful(why: string): Vouched {
  return { kind: 'doubtful', why };
}

/** The values of a header, and how many there are of all that may be taken for it. @param name in lower case */
function valuesOf(raw: readonly string[], name: string): { readonly exact: string[]; readonly all: number } {
  const exact: string[] = [];
  let all = 0;
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const key = (raw[index] ?? '').toLowerCase();
    if (readsLike(key) === readsLike(name)) all += 1;
    // Node reads the bytes of a header as Latin-1.
    if (key === name)
      exact.push(
        Buffer.from(raw[index + 1] ?? '', 'latin1')
          .toString('utf8')
          .trim(),
      );
  }
  return { exact, all };
}

/** `X_User`, `X.User` and `X User` become the same variable, `HTTP_X_USER`, in software that makes such. */
function readsLike(name: string): string {
  return name.replace(/[^a-z0-9]/g, '-');
}

function isPeer(address: string | undefined, peers: ProxyRules['peers']): boolean {
  const plain = MAPPED_IPV4.exec(address ?? '')?.[1] ?? address ?? '';
  const version = isIP(plain);
  return version !== 0 && peers.check(plain, version === 4 ? 'ipv4' : 'ipv6');
}
