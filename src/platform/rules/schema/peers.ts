import { BlockList, isIP } from 'node:net';
import { z } from 'zod';

const FORM = 'must be an address or a network such as 10.1.2.3, 10.1.0.0/16 or fd00::/8';
/** Wider ones are no proxies, but everybody. */
const MIN_PREFIX = { 4: 8, 6: 7 } as const;
/** An IPv6 network with this address in it would hold all of IPv4. */
const MAPPED = '::ffff:192.0.2.1';

interface Network {
  readonly address: string;
  readonly prefix: number;
  readonly family: 'ipv4' | 'ipv6';
}

const network = z.string({ error: FORM }).transform((text, context): Network => {
  const wrong = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  const [address = '', prefixText, ...more] = text.split('/');
  const version = isIP(address);
  const bits = version === 4 ? 32 : 128;
  const prefix = prefixText === undefined ? bits : Number(prefixText);
  const isPrefix = prefixText === undefined || /^\d{1,3}$/.test(prefixText);
  if (
    (version !== 4 && version !== 6) ||
    address.includes('%') ||
    more.length > 0 ||
    !isPrefix ||
    prefix > bits
  )
    return wrong(FORM);
  if (prefix < MIN_PREFIX[version])
    return wrong(
      `is "${text}", which is nearly everybody: whoever connects from there may say who he is. Name the addresses of the proxy`,
    );
  const one: Network = { address, prefix, family: `ipv${version}` };
  if (version === 6 && peersOf([one]).check(MAPPED, 'ipv6'))
    return wrong(`is "${text}", which holds all of IPv4: write IPv4 as such, 10.1.2.3`);
  return one;
});

/** The addresses of those who are believed. */
export const peers = z
  .array(network, { error: 'must be a list of addresses and networks' })
  .min(1, 'must name at least one address: nobody is believed without')
  .transform(peersOf);

function peersOf(networks: readonly Network[]): BlockList {
  const list = new BlockList();
  for (const { address, prefix, family } of networks) list.addSubnet(address, prefix, family);
  return list;
}
