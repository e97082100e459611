import { Injectable } from '@nestjs/common';
import { Asking } from '../../shards/asking';

/** What an operator is called, as ClickHouse tells it. */
export interface OperatorName {
  readonly account: string;
  readonly operator: string;
  readonly name: string;
}

/** What operators are called, each in their account. */
export class OperatorNames {
  private readonly names: ReadonlyMap<string, string>;

  constructor(private readonly known: readonly OperatorName[]) {
    this.names = new Map(known.map(({ account, operator, name }) => [keyOf(account, operator), name]));
  }

  /** @returns the id where no name is known, and '' for nobody, who has none */
  nameOf(account: string, operator: string): string {
    return this.names.get(keyOf(account, operator)) ?? operator;
  }

  /** Those whose name or id holds a text, whatever the case. */
  named(text: string): OperatorName[] {
    const wanted = text.toLowerCase();
    return this.known.filter(
      ({ operator, name }) => name.toLowerCase().includes(wanted) || operator.toLowerCase() === wanted,
    );
  }
}

function keyOf(account: string, operator: string): string {
  return JSON.stringify([account, operator]);
}

@Injectable()
export class OperatorNamesService {
  constructor(private readonly asking: Asking) {}

  /** What the operators of some accounts are called; of all, if none is named. @throws ClickHouseError */
  async of(accounts: readonly string[]): Promise<OperatorNames> {
    return new OperatorNames(
      await this.asking.query<OperatorName>('queries/operator_names', accounts, { accounts }),
    );
  }
}
