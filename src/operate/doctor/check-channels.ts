import { channelTraffic } from '../../notify/lists/channel-list';
import type { ChannelTraffic } from '../../notify/lists/channel-list';
import { reachProblem } from '../../notify/channels/reach-problem';
import { receiversOf } from '../../notify/channels/sender-of';
import { maskedAddress } from '../../notify/notices/masked-address';
import { tryCommand } from '../../notify/notices/try-command';
import { DisabledChannels, KnownDisabled } from '../../notify/outbox/disabled-channels';
import type { Settings } from '../../platform/config/settings';
import type { ChannelRules } from '../../platform/rules/channel-rules';
import type { DigestRules } from '../../platform/rules/digest-rules';
import { loadRules } from '../../platform/rules/load-rules';
import { RulesError } from '../../platform/rules/rules-problem';
import { isWithoutTables } from './check-database';
import type { Database } from './check-database';
import { findingsOf } from './finding';
import type { Finding } from './finding';

/** Whether notifications can get where the rules send them, and did. */
export async function checkChannels(settings: Settings, database: Database | undefined): Promise<Finding[]> {
  const { channels, digests } = rulesIn(settings);
  if (channels.length === 0)
    return [
      findingsOf('channels').ok('the rules name none: nobody is told of anything (docs/notifications.md)'),
    ];
  const { disabled, traffic } = await knownOf(database);
  const reached = await Promise.all(
    channels.map(async (channel) =>
      findingOf(channel, { problem: await reachProblem(channel), disabled, traffic }),
    ),
  );
  return [...reached, ...checkLinks(settings.publicUrl, channels, digests)];
}

/** Before the first start nothing was sent anywhere. */
async function knownOf(database: Database | undefined): Promise<Pick<Seen, 'disabled' | 'traffic'>> {
  const nothing = { disabled: new KnownDisabled([]), traffic: [] };
  if (database === undefined) return nothing;
  const { clickhouse } = database;
  try {
    return {
      disabled: await new DisabledChannels(clickhouse).known(),
      traffic: await channelTraffic(clickhouse),
    };
  } catch (error) {
    if (isWithoutTables(error)) return nothing;
    throw error;
  }
}

/** What is wrong with the rules, their own check says. */
function rulesIn(settings: Settings): { channels: ChannelRules[]; digests: DigestRules[] } {
  try {
    const { channels, digests } = loadRules(settings).rules;
    return { channels: [...channels.values()], digests: [...digests.values()] };
  } catch (error) {
    if (error instanceof RulesError) return { channels: [], digests: [] };
    throw error;
  }
}

/** Of digests by mail: they say how one leaves off by a link alone. */
export function checkLinks(
  publicUrl: URL | undefined,
  channels: readonly ChannelRules[],
  digests: readonly Pick<DigestRules, 'to'>[],
): Finding[] {
  const mails = channels.filter(({ kind }) => kind === 'email').map(({ name }) => name);
  const isMailed = digests.some(({ to }) => to.some((name) => mails.includes(name)));
  if (publicUrl !== undefined || !isMailed) return [];
  return [
    findingsOf('channels').warn(
      'mails of digests have no link by which people leave off, as nobody knows where they lead: set PUBLIC_URL',
    ),
  ];
}

interface Seen {
  /** Why it cannot be reached; `undefined`: it can. */
  readonly problem: string | undefined;
  readonly disabled: KnownDisabled;
  readonly traffic: readonly ChannelTraffic[];
}

/** One line of a channel: its worst news. */
export function findingOf(channel: ChannelRules, { problem, disabled, traffic }: Seen): Finding {
  const { ok, warn, fail } = findingsOf('channels');
  const { name, kind } = channel;
  const where = channel.kind === 'email' ? channel.server.host : channel.url.host;
  const off = receiversOf(channel).flatMap((receiver) => {
    const state = disabled.of(channel, receiver);
    if (state === undefined) return [];
    const whom = receiver === '' ? '' : ` for ${maskedAddress(receiver)}`;
    return `disabled${whom} since ${new Date(state.since).toISOString()} (${state.reason})`;
  });
  if (off.length > 0)
    return fail(`${name} is ${off.join(', and ')}: put it right, and "${tryCommand(name)}"`);
  if (problem !== undefined) return warn(`${name} (${kind} at ${where}) cannot be reached: ${problem}`);
  const givenUp = traffic
    .filter((one) => one.channel === name)
    .reduce((sum, { refused }) => sum + refused, 0);
  const text = `${name} (${kind} at ${where}) can be reached`;
  return givenUp === 0
    ? ok(text)
    : warn(
        `${text}, and ${givenUp} notifications of the last day were given up: the page shows them under Alerts`,
      );
}
