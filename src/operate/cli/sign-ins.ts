import { Module } from '@nestjs/common';
import { Command } from 'commander';
import { readSessionSubject } from '../../answer/access/session-subject';
import { AccessModule } from '../../platform/access/access.module';
import { AuditLog } from '../../platform/access/audit-log';
import { GrantStore } from '../../platform/access/grant-store';
import type { ListedGrant } from '../../platform/access/grant-store';
import { ExplainedError } from '../../platform/explained-error';
import { commandEnvironment, inCommandContext } from './command-context';
import { commandLine } from '../../platform/command-line';

const CALLER = { kind: 'command', id: 'sign-ins', name: 'npm run sign-ins' } as const;

/** Nobody who is signed in is called so. */
class SignInsProblem extends ExplainedError {
  readonly code = 'SIGN_INS';
}

@Module({ imports: [AccessModule] })
class SignInsModule {}

interface SignIn {
  readonly grant: ListedGrant;
  readonly person: string;
  readonly groups: readonly string[];
}

export const command = new Command('sign-ins')
  .description('Lists who is signed in by OpenID Connect, and signs people out.')
  .addHelpText(
    'after',
    `
People are named by the id that log and audit have of them as well.
Whoever is signed out here can sign in again, unless the provider or the groups of the rules forbid it.
The database is that of CLICKHOUSE_URL; without it, the embedded one in DATA_DIR. It may run beside the service.
See docs/access.md.`,
  );

command
  .command('list')
  .description('Lists all sign-ins that are valid now, with their last use.')
  .option('--names', 'also what the provider calls people')
  .action(({ names = false }: { names?: boolean }) =>
    inContext(async (store) => {
      const all = await validIn(store);
      for (const signIn of all) console.log(lineOf(signIn, names));
      if (all.length === 0) console.error('Nobody is signed in.');
    }),
  );

command
  .command('end')
  .description('Ends all sign-ins of a person, within a second in every process of the service.')
  .argument('<person>', 'as "list" shows it, or "everybody"')
  .action((person: string) =>
    inContext(async (store, audit) => {
      const ended = (await validIn(store)).filter((one) => person === 'everybody' || one.person === person);
      if (ended.length === 0 && person !== 'everybody')
        throw new SignInsProblem(
          `No person ${JSON.stringify(person.slice(0, 20))} is signed in: "${commandLine('sign-ins', 'list')}" shows who is.`,
        );
      for (const { grant, person: of } of ended) {
        await store.revoke(grant);
        audit.note({ caller: CALLER, action: 'signed.out', object: `person ${of}` });
      }
      console.error(`Ended: ${ended.length}.`);
    }),
  );

async function inContext(work: (store: GrantStore, audit: AuditLog) => Promise<void>): Promise<void> {
  await inCommandContext('sign-ins', SignInsModule, commandEnvironment('home'), async ({ services }) => {
    const audit = services.get(AuditLog);
    await work(services.get(GrantStore), audit);
    await audit.flush();
  });
}

async function validIn(store: GrantStore): Promise<SignIn[]> {
  const now = Date.now();
  return (await store.list('session'))
    .filter(
      ({ revokedAt, expiresAt }) => revokedAt === null && (expiresAt === null || Number(expiresAt) > now),
    )
    .map((grant) => {
      const { person, groups } = readSessionSubject(grant.subject) ?? { person: 'unknown', groups: [] };
      return { grant, person, groups };
    });
}

function lineOf({ grant, person, groups }: SignIn, hasName: boolean): string {
  const { name, createdAt, expiresAt, lastUsedAt } = grant;
  const end = expiresAt === null ? 'without an end' : `until ${expiresAt.toISOString()}`;
  const used = lastUsedAt === null ? 'never used' : `last used ${lastUsedAt.toISOString()}`;
  const shown = hasName ? ` (${name})` : '';
  return `${person}${shown}: ${groups.join(', ')}, since ${createdAt.toISOString()}, ${end}, ${used}`;
}
