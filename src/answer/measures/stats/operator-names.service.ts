import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../../platform/clickhouse/clickhouse';
import { OperatorNames } from './operator-names';
import type { OperatorName } from './operator-names';

@Injectable()
export class OperatorNamesService {
  constructor(private readonly clickhouse: ClickHouse) {}

  /** What the operators of some accounts are called; of all, if none is named. @throws ClickHouseError */
  async of(accounts: readonly string[]): Promise<OperatorNames> {
    return new OperatorNames(
      await this.clickhouse.query<OperatorName>('queries/operator_names', { accounts }),
    );
  }
}
