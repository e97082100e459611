import { connect as connectPlain, isIP } from 'node:net';
import { connect as connectEncrypted } from 'node:tls';
import type { ChannelRules } from '../../platform/rules/channel-rules';
import { connectionProblem } from './connection-problem';
import { MailSender } from './mail-sender';

/** Milliseconds. */
const TIMEOUT = 10_000;

/**
 * What keeps a channel from being reached, in words; `undefined`: nothing does. Nothing is sent: a connection is made,
 * and of a mail server somebody signs in.
 */
export function reachProblem(channel: ChannelRules): Promise<string | undefined> {
  return channel.kind === 'email' ? new MailSender(channel.server).problem() : connectTo(channel.url);
}

function connectTo({ protocol, hostname, port }: URL): Promise<string | undefined> {
  const isEncrypted = protocol === 'https:';
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const to = { host, port: Number(port || (isEncrypted ? 443 : 80)), timeout: TIMEOUT };
  const socket = isEncrypted
    ? connectEncrypted({ ...to, ...(isIP(host) === 0 && { servername: host }) })
    : connectPlain(to);
  return new Promise<string | undefined>((resolve) => {
    socket.once(isEncrypted ? 'secureConnect' : 'connect', () => {
      resolve(undefined);
    });
    socket.once('error', ({ code }: NodeJS.ErrnoException) => {
      resolve(connectionProblem(code) ?? 'the connection was cut');
    });
    socket.once('timeout', () => {
      resolve(connectionProblem('ETIMEDOUT'));
    });
  }).finally(() => {
    // What is cut now is no news.
    socket.on('error', () => undefined).destroy();
  });
}
