import type { ChannelRules } from '../../platform/rules/channel-rules';
import { KnownDisabled } from './disabled-channels';
import { fallbackFor } from './fallback';

const room = (name: string): ChannelRules => ({
  name,
  kind: 'slack',
  url: new URL(`https://a.example/${name}`),
});
const server = { host: 'a', port: 25, security: 'none', login: undefined, from: 'a@b.example' } as const;
const MAILS: ChannelRules = { name: 'mails', kind: 'email', to: ['ann@a.example', 'ben@a.example'], server };
const NONE = new KnownDisabled([]);
const rules = (channels: readonly ChannelRules[], fallback: readonly string[] = []) => ({
  channels: new Map(channels.map((channel) => [channel.name, channel])),
  fallback,
});

describe('what takes the place of a channel that takes nothing', () => {
  it('is the one that the rules name, or the first other one', () => {
    const all = [room('a'), room('b'), MAILS];
    expect(fallbackFor(room('a'), '', rules(all, ['mails']), NONE)).toEqual({
      channel: 'mails',
      receivers: ['ann@a.example', 'ben@a.example'],
    });
    expect(fallbackFor(room('a'), '', rules(all), NONE)).toEqual({ channel: 'b', receivers: [''] });
    expect(fallbackFor(room('a'), '', rules(all, ['a']), NONE)).toEqual({ channel: 'b', receivers: [''] });
  });

  it('is at last whom else the same mails go to, and nobody where there is nobody', () => {
    expect(fallbackFor(MAILS, 'ann@a.example', rules([MAILS]), NONE)).toEqual({
      channel: 'mails',
      receivers: ['ben@a.example'],
    });
    expect(fallbackFor(room('a'), '', rules([room('a')]), NONE)).toBeUndefined();
  });
});
