import type { ChannelRules } from '../../platform/rules/channel-rules';
import { DiscordSender } from './discord-sender';
import { MailSender } from './mail-sender';
import type { Sender } from './outcome';
import { SlackSender } from './slack-sender';
import { TeamsSender } from './teams-sender';
import { WebhookSender } from './webhook-sender';

/** Sends as a channel of the rules says. */
export function senderOf(channel: ChannelRules): Sender {
  switch (channel.kind) {
    case 'email':
      return new MailSender(channel.server);
    case 'webhook':
      return new WebhookSender(channel);
    case 'slack':
      return new SlackSender(channel.url);
    case 'teams':
      return new TeamsSender(channel.url);
    case 'discord':
      return new DiscordSender(channel.url);
  }
}

/** To whom a notice goes by a channel: of mails each address, of all else one receiver without a name. */
export function receiversOf(channel: ChannelRules): readonly string[] {
  return channel.kind === 'email' ? channel.to : [''];
}
