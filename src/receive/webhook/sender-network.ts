import { isIPv6 } from 'node:net';

const MAPPED_IPV4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
/** Of the eight groups of an IPv6 address, those that name a network: what is behind them is one customer's. */
const NETWORK_GROUPS = 4;

/** What stands for a sender when blame is shared out: its IPv4 address, or the /64 network of its IPv6 address. */
export function senderNetwork(address: string | undefined): string {
  if (address === undefined) return 'unknown';
  const mapped = MAPPED_IPV4.exec(address)?.[1];
  if (mapped !== undefined || !isIPv6(address)) return mapped ?? address;
  const [front = '', back] = address.split('::');
  const groups = front === '' ? [] : front.split(':');
  if (back !== undefined) {
    const rest = back === '' ? [] : back.split(':');
    while (groups.length + rest.length < 8) groups.push('0');
  }
  return `${groups.slice(0, NETWORK_GROUPS).join(':')}::/64`;
}
