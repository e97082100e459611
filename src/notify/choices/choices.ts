import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { KnownChoices } from './known-choices';
import type { Choice, ChoiceKind } from './known-choices';

interface Row {
  readonly rule: string;
  readonly about: string;
  readonly kind: ChoiceKind;
  readonly firing: string;
  readonly since_ms: string;
  readonly until_ms: string;
  readonly chosen_by: string;
}

/** Keeps what people choose about alerts: whoever judges these looks each time, in whatever process. */
@Injectable()
export class Choices {
  constructor(private readonly clickhouse: ClickHouse) {}

  async known(): Promise<KnownChoices> {
    const rows = await this.clickhouse.query<Row>('notify/choices');
    return new KnownChoices(
      rows.map(({ since_ms: since, until_ms: until, chosen_by: by, ...choice }) => ({
        ...choice,
        ...{ since: Number(since), until: Number(until), by },
      })),
    );
  }

  async put({ since, until, by, ...choice }: Choice): Promise<void> {
    const parameters = { ...choice, since_ms: since, until_ms: until, chosen_by: by };
    await this.clickhouse.command('notify/put_choice', parameters);
  }
}
