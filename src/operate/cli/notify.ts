import { Command, Option } from 'commander';
import { mailMessage } from '../../notify/channels/mail-message';
import { receiversOf, senderOf } from '../../notify/channels/sender-of';
import { trialNotice } from '../../notify/notices/trial';
import { DisabledChannels } from '../../notify/outbox/disabled-channels';
import type { ChannelRules } from '../../platform/rules/channel-rules';
import { ExplainedError } from '../../platform/explained-error';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import type { Settings } from '../../platform/config/settings';
import { commandEnvironment } from './command-context';
import { databaseIfThere } from './database-if-there';
import type { OpenDatabase } from './database-if-there';
import { failureText } from './failure-text';
import { listUnsubscribed, sendDigest, subscribeAgain } from './notify-digests';
import { outcomeWords } from './outcome-words';

interface Options {
  readonly list?: boolean;
  readonly test?: string;
  readonly dryRun?: boolean;
  readonly digest?: string;
  readonly unsubscribed?: boolean;
  readonly subscribe?: string;
}

/** There is no such channel, or nothing was asked for. */
class NotifyProblem extends ExplainedError {
  readonly code = 'NOTIFY';
}

export const command = new Command('notify')
  .description('Tries out the channels by which notifications go: mail, webhooks, Slack, Teams, Discord.')
  .addOption(new Option('--list', 'name the channels of the rules').conflicts('test'))
  .option('--test <channel>', 'send a trial notice by this channel')
  .addOption(new Option('--digest <name>', 'send the newest of these digests').conflicts('test'))
  .option('--dry-run', 'with --test or --digest: show what would be sent, and send nothing')
  .addOption(new Option('--unsubscribed', 'name whoever has left off from a digest').conflicts('test'))
  .addOption(
    new Option('--subscribe <address>', 'send somebody again the digests he left off from').conflicts('test'),
  )
  .addHelpText(
    'after',
    `
Channels stand in analytics.yaml; their secrets in the environment or in .env: docs/notifications.md.
Run it with the settings of the service, which may run or not. A trial that is taken enables a channel that is
disabled; nothing else is kept of it. Which are disabled, the database knows: the embedded one runs with the service.
Exits with 1 when a trial was not taken.`,
  )
  .action(notify);

async function notify(options: Options): Promise<void> {
  const { list = false, test, dryRun = false, digest, unsubscribed = false, subscribe } = options;
  if (digest !== undefined) return sendDigest(digest, dryRun);
  if (unsubscribed) return listUnsubscribed();
  if (subscribe !== undefined) return subscribeAgain(subscribe);
  const { settings, log } = commandEnvironment('home');
  const { channels } = new RulesInForce(settings, log).current;
  if (list) {
    await listChannels(settings, channels);
    return;
  }
  if (test === undefined)
    throw new NotifyProblem(
      'Say --test and the name of a channel, --digest and that of a digest, or --list to see the channels.',
    );
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
    console.log(`${receiver}: ${outcomeWords(outcome)}`);
    if (outcome.kind !== 'sent') process.exitCode = 1;
    else if (await onDisabled(settings, (disabled) => disabled.enable(channel, to)))
      console.log(`${receiver}: was disabled, and is used again`);
  }
}

async function listChannels(settings: Settings, channels: ReadonlyMap<string, ChannelRules>): Promise<void> {
  if (channels.size === 0) console.error('The rules name no channels: docs/notifications.md.');
  const disabled = channels.size === 0 ? undefined : await onDisabled(settings, (all) => all.known());
  for (const channel of channels.values()) {
    console.log(lineOf(channel));
    for (const to of receiversOf(channel)) {
      const off = disabled?.of(channel, to);
      if (off !== undefined)
        console.log(
          `  disabled${to && ` for ${to}`} since ${new Date(off.since).toISOString()}: ${off.reason}`,
        );
    }
  }
}

/** What the database knows of disabled channels; `undefined`, and a line that says so, where it cannot be asked. */
async function onDisabled<Known>(
  settings: Settings,
  work: (disabled: DisabledChannels) => Promise<Known>,
): Promise<Known | undefined> {
  let database: OpenDatabase | undefined;
  try {
    database = await databaseIfThere(settings);
    if (database !== undefined) return await work(new DisabledChannels(database.clickhouse));
    console.error('The database does not run: whether anything is disabled was not looked up.');
  } catch (error) {
    console.error(`Whether anything is disabled was not looked up: ${failureText(error)}`);
  } finally {
    await database?.close();
  }
  return undefined;
}

/** Nothing of an address that is a secret. */
function lineOf(channel: ChannelRules): string {
  if (channel.kind === 'email')
    return `${channel.name}: email to ${channel.to.join(', ')} by ${channel.server.host}`;
  return `${channel.name}: ${channel.kind} at ${channel.url.host}`;
}
