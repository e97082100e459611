import { Injectable } from '@nestjs/common';
import { GrantStore } from '../../../platform/access/grant-store';
import type { ListedGrant } from '../../../platform/access/grant-store';
import type { ColumnsOf } from '../../measures/columns/column';
import { joinedNames, namesColumn } from '../../measures/columns/shared-columns';

/** Access that was given, without its secret, which nobody has. */
export interface ListedAccess {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly scopes: string;
  readonly accounts: string;
  readonly teams: string;
  readonly subject: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
}

export const GRANT_COLUMNS: ColumnsOf<ListedAccess> = [
  { name: 'kind', type: 'TEXT', isNullable: false, description: 'token, session or share.' },
  { name: 'id', type: 'ID', isNullable: false },
  { name: 'name', type: 'TEXT', isNullable: false, description: 'What people call it.' },
  namesColumn('scopes', 'What it opens'),
  namesColumn('accounts', 'The only accounts of which it shows anything'),
  namesColumn('teams', 'The only teams of which it shows anything'),
  {
    name: 'subject',
    type: 'TEXT',
    isNullable: false,
    description: 'Whose: of a sign-in issuer and subject, of a share link who made it.',
  },
  { name: 'createdAt', type: 'TIME', isNullable: false },
  { name: 'expiresAt', type: 'TIME', isNullable: true, description: 'Null: it has no end.' },
  { name: 'revokedAt', type: 'TIME', isNullable: true, description: 'Null: it was not revoked.' },
  { name: 'lastUsedAt', type: 'TIME', isNullable: true, description: 'To the minute; null: never.' },
];

const KINDS = ['token', 'session', 'share'] as const;

/** Lists who was given access. */
@Injectable()
export class GrantList {
  constructor(private readonly store: GrantStore) {}

  /** By kind and creation, those that are over as well. */
  async all(): Promise<ListedAccess[]> {
    const lists = await Promise.all(KINDS.map((kind) => this.store.list(kind)));
    return lists.flat().map(listedAccessOf);
  }
}

function listedAccessOf({ bounds, scopes, ...grant }: ListedGrant): ListedAccess {
  return {
    ...grant,
    scopes: joinedNames(scopes),
    accounts: joinedNames(bounds.accounts),
    teams: joinedNames(bounds.teams),
  };
}
