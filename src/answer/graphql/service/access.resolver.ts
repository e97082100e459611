import { Args, ArgsType, Context, Field, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import type { Caller } from '../../../platform/access/caller';
import { AUDIT_COLUMNS, AuditList } from '../../lists/access/audit-list';
import type { AuditEntry } from '../../lists/access/audit-list';
import { GRANT_COLUMNS, GrantList } from '../../lists/access/grant-list';
import type { ListedAccess } from '../../lists/access/grant-list';
import { resolveRange, UTC } from '../../measures/calendar/range-input';
import type { TimeInput } from '../../measures/calendar/instant';
import type { ColumnsOf } from '../../measures/columns/column';
import { joinedNames, namesColumn } from '../../measures/columns/shared-columns';
import { resolveListPage } from '../../measures/list-page';
import { addFields } from '../add-fields';
import { QuestionContext } from '../limits/question-context';
import { Requires } from '../requires';

/** Who asks, as far as he may know. */
interface OwnAccess {
  readonly kind: string;
  readonly name: string;
  readonly scopes: string;
  readonly accounts: string;
  readonly teams: string;
}

const OWN_ACCESS_COLUMNS: ColumnsOf<OwnAccess> = [
  { name: 'kind', type: 'TEXT', isNullable: false, description: 'setting, token, session, proxy or share.' },
  { name: 'name', type: 'TEXT', isNullable: false },
  namesColumn('scopes', 'What it opens'),
  namesColumn('accounts', 'The only accounts of which it shows anything'),
  namesColumn('teams', 'The only teams of which it shows anything'),
];

@ObjectType('Access', { description: 'What the one who asks may see: see docs/access.md.' })
class AccessType {}
addFields(AccessType, OWN_ACCESS_COLUMNS);

@ObjectType('Grant', { description: 'Access that was given. The secret of it nobody can tell.' })
class GrantType {}
addFields(GrantType, GRANT_COLUMNS);

@ObjectType('AuditEntry', { description: 'Who did what.' })
class AuditEntryType {}
addFields(AuditEntryType, AUDIT_COLUMNS);

@ArgsType()
class AuditArgs {
  @Field(() => Date)
  from!: TimeInput;

  @Field(() => Date)
  to!: TimeInput;

  @Field(() => Int, { defaultValue: 100, nullable: true })
  limit?: number | null;

  @Field(() => Int, { defaultValue: 0, nullable: true })
  offset?: number | null;
}

/** Who may see what, and who did. */
@Resolver()
export class AccessResolver {
  constructor(
    private readonly grantList: GrantList,
    private readonly auditList: AuditList,
  ) {}

  @Requires('any', 'needless')
  @Query(() => AccessType, { description: 'What the one who asks may see.' })
  access(@Context() { caller }: QuestionContext): OwnAccess {
    return ownAccessOf(caller);
  }

  @Requires('operate', 'nothing')
  @Query(() => [GrantType], {
    description:
      'The tokens, sign-ins and share links that there are, by kind and creation, those that are over as well.',
  })
  grants(): Promise<ListedAccess[]> {
    return this.grantList.all();
  }

  @Requires('operate', 'nothing')
  @Query(() => [AuditEntryType], { description: 'The audit, the latest entry first, page by page.' })
  audit(@Args() args: AuditArgs): Promise<AuditEntry[]> {
    return this.auditList.page(resolveRange(args, UTC), resolveListPage(args));
  }
}

function ownAccessOf({ kind, name, scopes, bounds }: Caller): OwnAccess {
  return {
    ...{ kind, name },
    scopes: joinedNames([...scopes]),
    accounts: joinedNames(bounds.accounts),
    teams: joinedNames(bounds.teams),
  };
}
