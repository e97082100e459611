import { Module } from '@nestjs/common';
import { Command } from 'commander';
import { AccessModule } from '../../platform/access/access.module';
import { AuditLog } from '../../platform/access/audit-log';
import type { AuditAction } from '../../platform/access/audit-log';
import { boundsText } from '../../platform/access/caller';
import { GrantStore } from '../../platform/access/grant-store';
import type { ListedGrant, NewGrant } from '../../platform/access/grant-store';
import { SCOPE_OPENS, SCOPES } from '../../platform/access/scopes';
import type { Scope } from '../../platform/access/scopes';
import { ExplainedError } from '../../platform/explained-error';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { commandEnvironment, inCommandContext } from './command-context';
import {
  accountsOption,
  durationOption,
  endOption,
  nameOption,
  scopesOption,
  teamsOption,
} from './token-options';
import { commandLine } from '../../platform/command-line';

const DAY_MS = 86_400_000;

interface CreateOptions {
  readonly name: string;
  readonly scopes: Scope[];
  readonly accounts?: string[];
  readonly teams?: string[];
  readonly expires?: number;
}

/** There is no such token, or a team is none. */
class TokenProblem extends ExplainedError {
  readonly code = 'TOKEN';
}

@Module({ imports: [AccessModule] })
class TokenModule {}

interface Tokens {
  readonly store: GrantStore;
  readonly rules: Pick<RulesInForce, 'current'>;
  readonly note: (action: AuditAction, object: string) => void;
}

export const command = new Command('token').description('Creates, lists and revokes API tokens.').addHelpText(
  'after',
  `
Scopes, of which none holds another:
${SCOPES.map((scope) => `  ${scope.padEnd(9)} ${SCOPE_OPENS[scope]}`).join('\n')}

What is changed is at work within a second in every process of the service, without a restart.
The database is that of CLICKHOUSE_URL; without it, the embedded one in DATA_DIR. It may run beside the service.
See docs/access.md.`,
);

command
  .command('create')
  .description('Creates a token and prints it, alone on standard output. It is shown this once.')
  .requiredOption('--name <name>', 'what people call it, such as Grafana', nameOption)
  .requiredOption('--scopes <scopes>', 'what it opens, separated by commas', scopesOption)
  .option('--accounts <names>', 'of these accounts only (default: of all)', accountsOption)
  .option('--teams <names>', 'of operators of these teams of the rules only (default: of all)', teamsOption)
  .option('--expires <when>', 'a length of time such as 90d, or a date (default: it has no end)', endOption)
  .action((options: CreateOptions) => inContext((tokens) => create(tokens, options)));

command
  .command('list')
  .description('Lists all tokens, with their last use. The token itself nobody can tell.')
  .action(() =>
    inContext(async ({ store }) => {
      const all = await store.list('token');
      for (const token of all) console.log(lineOf(token));
      if (all.length === 0) console.error('There are none but those of the setting API_TOKEN.');
    }),
  );

command
  .command('revoke')
  .description('Takes a token away, for good.')
  .argument('<id>', 'as "list" shows it')
  .action((id: string) =>
    inContext(async (tokens) => {
      const token = await tokenWith(tokens, id);
      await tokens.store.revoke(token);
      tokens.note('token.revoked', objectOf(token));
      console.error(`Revoked: ${token.id} (${token.name}).`);
    }),
  );

command
  .command('rotate')
  .description(
    'Creates another token with the name, scopes, bounds and lifetime of one, which ends after the overlap.',
  )
  .argument('<id>', 'as "list" shows it')
  .option('--overlap <time>', 'how long the old one stays valid, such as 12h', durationOption, DAY_MS)
  .option(
    '--expires <when>',
    'the end of the new one (default: after as long as that of the old one)',
    endOption,
  )
  .action((id: string, options: { overlap: number; expires?: number }) =>
    inContext((tokens) => rotate(tokens, id, options)),
  );

async function inContext(work: (tokens: Tokens) => Promise<void>): Promise<void> {
  await inCommandContext('token', TokenModule, commandEnvironment('home'), async ({ services }) => {
    const audit = services.get(AuditLog);
    const caller = { kind: 'command', id: 'token', name: 'npm run token' } as const;
    await work({
      store: services.get(GrantStore),
      rules: services.get(RulesInForce),
      note: (action, object) => {
        audit.note({ caller, action, object });
      },
    });
    await audit.flush();
  });
}

async function create(
  tokens: Tokens,
  { name, scopes, accounts = [], teams = [], expires }: CreateOptions,
): Promise<void> {
  const there = tokens.rules.current.teams;
  const unknown = teams.find((team) => !there.has(team));
  if (unknown !== undefined)
    throw new TokenProblem(
      `The rules name no team ${JSON.stringify(unknown)}; there is ${[...there.keys()].join(', ') || 'none'}.`,
    );
  await give(tokens, 'token.created', {
    ...{ kind: 'token', name, scopes, subject: '' },
    bounds: { accounts, teams, view: undefined },
    expiresAt: expires === undefined ? null : new Date(expires),
  });
}

async function rotate(
  tokens: Tokens,
  id: string,
  { overlap, expires }: { overlap: number; expires?: number },
): Promise<void> {
  const old = await tokenWith(tokens, id);
  if (stateOf(old) !== 'valid') throw new TokenProblem(`${id} is ${stateOf(old)}: create a new one instead.`);
  const { name, scopes, bounds, createdAt, expiresAt } = old;
  const lasting = expiresAt === null ? null : new Date(Date.now() + Number(expiresAt) - Number(createdAt));
  const end = expires === undefined ? lasting : new Date(expires);
  await give(tokens, 'token.rotated', { kind: 'token', name, scopes, subject: '', bounds, expiresAt: end });
  await tokens.store.endAt(old, new Date(Date.now() + overlap));
  console.error(
    `The old one, ${old.id}, ends at ${new Date(Date.now() + overlap).toISOString()} at the latest.`,
  );
}

async function give({ store, note }: Tokens, action: AuditAction, grant: NewGrant): Promise<void> {
  const { id, secret } = await store.add(grant);
  note(action, objectOf({ ...grant, id }));
  console.log(secret);
  console.error(
    `Token ${objectOf({ ...grant, id })}. It is shown this once: keep it where only its user sees it.`,
  );
}

/** @throws TokenProblem */
async function tokenWith({ store }: Tokens, id: string): Promise<ListedGrant> {
  const found = (await store.list('token')).find((token) => token.id === id);
  if (found !== undefined) return found;
  throw new TokenProblem(
    `There is no token ${JSON.stringify(id.slice(0, 20))}: "${commandLine('token', 'list')}" shows them.`,
  );
}

function objectOf({ id, name, scopes, bounds, expiresAt }: NewGrant & { readonly id: string }): string {
  const bound = boundsText(bounds);
  const end = expiresAt === null ? 'without an end' : `until ${expiresAt.toISOString()}`;
  return `${id} (${name}): ${scopes.join(', ')}${bound === '' ? '' : ` of ${bound}`}, ${end}`;
}

function lineOf(token: ListedGrant): string {
  const used = token.lastUsedAt === null ? 'never used' : `last used ${token.lastUsedAt.toISOString()}`;
  return `${objectOf(token)}, ${stateOf(token)}, ${used}`;
}

function stateOf({ revokedAt, expiresAt }: ListedGrant): 'revoked' | 'expired' | 'valid' {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && expiresAt.getTime() <= Date.now() ? 'expired' : 'valid';
}
