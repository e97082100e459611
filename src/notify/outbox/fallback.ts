import type { ChannelRules } from '../../platform/rules/channel-rules';
import type { Rules } from '../../platform/rules/rules';
import { receiversOf } from '../channels/sender-of';
import type { KnownDisabled } from './disabled-channels';

/**
 * By which channel, and to whom, it is told that nothing reaches a receiver any more: the first that is used of those
 * that the rules name as `fallback`, then of all others in the order of the file, and at last of the same channel,
 * which by mail may have others. `undefined`: there is none.
 */
export function fallbackFor(
  channel: ChannelRules,
  receiver: string,
  { channels, fallback }: Pick<Rules, 'channels' | 'fallback'>,
  disabled: KnownDisabled,
): { readonly channel: string; readonly receivers: readonly string[] } | undefined {
  const others = [...fallback, ...channels.keys()].filter((name) => name !== channel.name);
  for (const name of [...others, channel.name]) {
    const candidate = channels.get(name);
    if (candidate === undefined) continue;
    const receivers = receiversOf(candidate).filter(
      (one) =>
        !(candidate.name === channel.name && one === receiver) && disabled.of(candidate, one) === undefined,
    );
    if (receivers.length > 0) return { channel: name, receivers };
  }
  return undefined;
}
