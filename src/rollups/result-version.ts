import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../clickhouse/clickhouse';

/**
 * Numbers that put computed results in order: of two rows with the same key the one with the greater number
 * is valid. They come from ClickHouse's clock, which all services on one server share, and never go back.
 */
@Injectable()
export class ResultVersion {
  private last: bigint | undefined;

  constructor(private readonly clickhouse: ClickHouse) {}

  async next(): Promise<bigint> {
    this.last ??= await this.read('rollups/last_version');
    const now = await this.read('rollups/version');
    this.last = now > this.last ? now : this.last + 1n;
    return this.last;
  }

  private async read(name: 'rollups/last_version' | 'rollups/version'): Promise<bigint> {
    const [row] = await this.clickhouse.query<{ version: string }>(name);
    if (row === undefined) throw new Error(`${name} answered with no row`);
    return BigInt(row.version);
  }
}
