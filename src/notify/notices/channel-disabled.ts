import { lengthText } from './length-text';
import { maskedAddress } from './masked-address';
import type { Notice } from './notice';
import { tryCommand } from './try-command';

/** What whoever is reached elsewhere is told of a channel that takes nothing any more. */
export function channelDisabledNotice({
  id,
  channel,
  receiver,
  reason,
  waitedMs,
  at,
}: {
  readonly id: string;
  readonly channel: string;
  /** Of a channel by mail: the address. */
  readonly receiver: string;
  readonly reason: string;
  /** How long the notification was tried. */
  readonly waitedMs: number;
  readonly at: Date;
}): Notice {
  const whom = receiver === '' ? channel : `${maskedAddress(receiver)} (${channel})`;
  return {
    ...{ id, type: 'channel.disabled', at, severity: 'critical' },
    title: `notifications do not reach ${whom} any more`,
    text: [
      `A notification was given up after ${lengthText(waitedMs)}: ${reason}. Nothing is sent there from now on, and what was on its way is given up.`,
      `What to do: put right what is wrong there, or in the rules, and try it: on the page, or with "${tryCommand(channel)}". A trial that is taken enables it again.`,
    ],
    ...{ figures: [], links: [] },
    data: { channel, reason },
  };
}
