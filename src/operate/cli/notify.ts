import { Command, Option } from 'commander';
import { mailMessage } from '../../notify/channels/mail-message';
import { receiversOf, senderOf } from '../../notify/channels/sender-of';
import type { Outcome } from '../../notify/channels/outcome';
import { trialNotice } from '../../notify/notices/trial';
import type { ChannelRules } from '../../platform/rules/channel-rules';
import { ExplainedError } from '../../platform/explained-error';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { commandEnvironment } from './command-context';

interface Options {
  readonly list?: boolean;
  readonly test?: string;
  readonly dryRun?: boolean;
}

/** There is no such channel, or nothing was asked for. */
class NotifyProblem extends ExplainedError {
  readonly code = 'NOTIFY';
}

export const command = new Command('notify')
  .description('Tries out the channels by which notifications go: mail, webhooks, Slack, Teams, Discord.')
  .addOption(new Option('--list', 'name the channels of the rules').conflicts('test'))
  .option('--test <channel>', 'send a trial notice by this channel')
  .option('--dry-run', 'with --test: show what would be sent, and send nothing')
  .addHelpText(
    'after',
    `
Channels stand in analytics.yaml; their secrets in the environment or in .env: docs/notifications.md.
Run it with the settings of the service. The service need not run, and nothing is kept of a trial.
Exits with 1 when a trial was not taken.`,
  )
  .action(notify);

async function notify({ list = false, test, dryRun = false }: Options): Promise<void> {
  const { settings, log } = commandEnvironment();
  const { channels } = new RulesInForce(settings, log).current;
  if (list) {
    for (const channel of channels.values()) console.log(lineOf(channel));
    if (channels.size === 0) console.error('The rules name no channels: docs/notifications.md.');
    return;
  }
  if (test === undefined)
    throw new NotifyProblem('Say --test and the name of a channel, or --list to see them.');
  const channel = channels.get(test);
  if (channel === undefined) {
    const there =
      channels.size === 0 ? 'The rules name none.' : `There is ${[...channels.keys()].join(', ')}.`;
    throw new NotifyProblem(`There is no channel ${JSON.stringify(test.slice(0, 100))}. ${there}`);
  }
  const notice = trialNotice(channel.name, settings.publicUrl);
  for (const to of receiversOf(channel)) {
    const receiver = to === '' ? channel.name : to;
    if (dryRun) {
      console.log(`To ${receiver}, by ${channel.kind}:\n\n${mailMessage(notice, false).text}`);
      continue;
    }
    const outcome = await senderOf(channel).send(notice, to, false);
    console.log(`${receiver}: ${wordsOf(outcome)}`);
    if (outcome.kind !== 'sent') process.exitCode = 1;
  }
}

function wordsOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'sent':
      return outcome.detail === undefined ? 'taken' : `taken (${outcome.detail})`;
    case 'refused':
      return `not taken: ${outcome.reason}`;
    case 'uncertain':
      return `sent, and nobody said that it was taken: ${outcome.reason}`;
  }
}

/** Nothing of an address that is a secret. */
function lineOf(channel: ChannelRules): string {
  if (channel.kind === 'email')
    return `${channel.name}: email to ${channel.to.join(', ')} by ${channel.server.host}`;
  return `${channel.name}: ${channel.kind} at ${channel.url.host}`;
}
