import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../clickhouse/clickhouse';
import { requireRange } from '../calendar/time-range';
import type { TimeRange } from '../calendar/time-range';
import { requirePage } from '../events/page';

/** A value to filter by, and what people call it. */
export interface NamedText {
  readonly value: string;
  readonly label: string;
}

/** What there is to filter and to group by. */
@Injectable()
export class ValueListsService {
  constructor(private readonly clickhouse: ClickHouse) {}

  /** Operators with anything on the days (UTC) of a range, by id. */
  operators(range: TimeRange): Promise<NamedText[]> {
    return this.clickhouse.query<NamedText>('queries/operators', rangeOf(range));
  }

  /** The pages on which most episodes started, by name. */
  async pages(range: TimeRange, limit: number): Promise<NamedText[]> {
    requirePage({ limit, offset: 0 });
    return byValue(await this.clickhouse.query<NamedText>('queries/pages', { ...rangeOf(range), limit }));
  }

  /** By name. */
  attributeNames(): Promise<NamedText[]> {
    return this.clickhouse.query<NamedText>('queries/attribute_names');
  }

  /** The values that most episodes have, by name. */
  async attributeValues(name: string, limit: number): Promise<NamedText[]> {
    requirePage({ limit, offset: 0 });
    return byValue(await this.clickhouse.query<NamedText>('queries/attribute_values', { name, limit }));
  }
}

function rangeOf(range: TimeRange): { from: Date; to: Date } {
  requireRange(range);
  return { from: new Date(range.from), to: new Date(range.to) };
}

function byValue(values: readonly NamedText[]): NamedText[] {
  return values.toSorted((one, other) => Buffer.compare(Buffer.from(one.value), Buffer.from(other.value)));
}
