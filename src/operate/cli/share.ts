import { Module } from '@nestjs/common';
import { Command, Option } from 'commander';
import { MAX_DAYS, ShareLinks } from '../../answer/access/share-links';
import type { ShareLink } from '../../answer/access/share-links';
import { AccessModule } from '../../platform/access/access.module';
import { AuditLog } from '../../platform/access/audit-log';
import { boundsText, UNBOUNDED } from '../../platform/access/caller';
import { COMPARISONS, RANGE_PRESETS } from '../../platform/access/shared-view';
import type { RangePreset, SharedRange, SharedView } from '../../platform/access/shared-view';
import { ExplainedError } from '../../platform/explained-error';
import { CLOCKS } from '../../platform/rules/rules';
import { commandEnvironment, inCommandContext } from './command-context';
import { instantOption } from './instant-option';
import { accountsOption, endOption, listOption, nameOption, teamsOption } from './token-options';

interface CreateOptions {
  readonly name: string;
  readonly preset?: RangePreset;
  readonly from?: number;
  readonly to?: number;
  readonly timezone: string;
  readonly compare: SharedView['compare'];
  readonly clock: SharedView['clock'];
  readonly accounts?: string[];
  readonly teams?: string[];
  readonly operators?: string[];
  readonly pages?: string[];
  readonly host?: string;
  readonly expires: number;
}

/** The range is given in no way, or in two. */
class ShareProblem extends ExplainedError {
  readonly code = 'SHARE';
}

@Module({ imports: [AccessModule], providers: [ShareLinks] })
class ShareModule {}

/** Whoever runs commands may do everything. */
const SHARER = {
  bounds: UNBOUNDED,
  maker: 'command/share',
  noted: { kind: 'command', id: 'share', name: 'npm run share' },
} as const;

export const command = new Command('share')
  .description('Shares the numbers of one view by a link.')
  .addHelpText(
    'after',
    `
A link shows the numbers of one view to whoever has it, and nothing else. The page has the same under "Share".
What is changed is at work within a second in every process of the service, without a restart.
The database is that of CLICKHOUSE_URL; without it, the embedded one in DATA_DIR. It may run beside the service.
See docs/access.md.`,
  );

command
  .command('create')
  .description(
    'Makes a link and prints its path, alone on standard output: append it to the address of the page.',
  )
  .requiredOption('--name <name>', 'for people: it stands above the view', nameOption)
  .requiredOption(
    '--expires <when>',
    `its end: a length of time such as 90d, or a date; ${MAX_DAYS}d at most`,
    endOption,
  )
  .addOption(new Option('--preset <range>', 'a range that moves on').choices(RANGE_PRESETS))
  .option('--from <time>', 'a range that stays what it is: its beginning, and', instantOption)
  .option('--to <time>', 'its end, which is no more part of it', instantOption)
  .option('--timezone <zone>', 'the IANA zone whose days it shows', 'UTC')
  .addOption(new Option('--compare <range>', 'shows that as well').choices(COMPARISONS).default('NONE'))
  .addOption(new Option('--clock <clock>', 'on which durations are').choices(CLOCKS).default('CALENDAR'))
  .option('--accounts <names>', 'of these accounts only (default: of all)', accountsOption)
  .option('--teams <names>', 'of operators of these teams of the rules only (default: of all)', teamsOption)
  .option('--operators <ids>', 'of these operators only, as 7 or shop:7 (default: of all)', listOption)
  .option('--pages <urls>', 'of contacts from these pages only (default: from all)', listOption)
  .option(
    '--host <origin>',
    'the only page that may show it in a frame, one of access.embed.hosts of the rules',
  )
  .action((options: CreateOptions) => inContext((links) => create(links, options)));

command
  .command('list')
  .description('Lists all links, with their last use. The link itself nobody can tell.')
  .action(() =>
    inContext(async (links) => {
      const all = await links.list(SHARER);
      for (const share of all) console.log(lineOf(share));
      if (all.length === 0) console.error('There are none.');
    }),
  );

command
  .command('revoke')
  .description('Takes a link back, for good.')
  .argument('<id>', 'as "list" shows it')
  .action((id: string) =>
    inContext(async (links) => {
      const share = await links.revoke(id, SHARER);
      console.error(`Revoked: ${share.id} (${share.name}).`);
    }),
  );

async function inContext(work: (links: ShareLinks) => Promise<void>): Promise<void> {
  await inCommandContext('share', ShareModule, commandEnvironment('home'), async ({ services }) => {
    await work(services.get(ShareLinks));
    await services.get(AuditLog).flush();
  });
}

async function create(links: ShareLinks, options: CreateOptions): Promise<void> {
  const { name, timezone, compare, clock, accounts, teams, operators, pages, host, expires } = options;
  const { link, share } = await links.create(
    {
      ...{ name, compare, clock, host, range: rangeOf(options), zone: timezone },
      filter: {
        ...(accounts && { accounts }),
        ...(teams && { teams }),
        ...(operators && { operators }),
        ...(pages && { pages }),
      },
      expiresAt: new Date(expires),
    },
    SHARER,
  );
  console.log(link);
  console.error(`Link ${lineOf(share)}. It is shown this once, and whoever has it sees the view.`);
}

/** @throws ShareProblem */
function rangeOf({ preset, from, to }: CreateOptions): SharedRange {
  if (preset !== undefined && from === undefined && to === undefined) return { preset };
  if (from !== undefined && to !== undefined && preset === undefined) return { from, to };
  throw new ShareProblem('Give either --preset, or --from and --to.');
}

function lineOf({ id, name, bounds, subject, expiresAt, revokedAt, lastUsedAt }: ShareLink): string {
  const { range } = bounds.view;
  const shown =
    'preset' in range
      ? range.preset
      : [range.from, range.to].map((at) => new Date(at).toISOString()).join(' to ');
  const state = revokedAt !== null ? 'revoked' : expiresAt.getTime() <= Date.now() ? 'expired' : 'valid';
  const used = lastUsedAt === null ? 'never used' : `last used ${lastUsedAt.toISOString()}`;
  const until = `until ${expiresAt.toISOString()}`;
  return `${id} (${name}): ${shown} of ${boundsText(bounds)}, by ${subject}, ${until}, ${state}, ${used}`;
}
