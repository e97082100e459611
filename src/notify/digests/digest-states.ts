import { Injectable } from '@nestjs/common';
import type { Turn } from '../../compute/lease/turn';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';

/** Up to when digests are in the outbox, in UTC milliseconds, by what names them. */
export class KnownDigests {
  private readonly times = new Map<string, number>();

  /** `undefined`: the rules have not had it before. */
  of(digest: string, about: string): number | undefined {
    return this.times.get(keyOf(digest, about));
  }

  note(digest: string, about: string, until: number): void {
    this.times.set(keyOf(digest, about), until);
  }
}

/** Keeps up to when digests are in the outbox. Whoever writes does it in a turn of the lease. */
@Injectable()
export class DigestStates {
  constructor(private readonly clickhouse: ClickHouse) {}

  async known(): Promise<KnownDigests> {
    const rows = await this.clickhouse.query<{ digest: string; about: string; until_ms: string }>(
      'notify/digest_states',
    );
    const known = new KnownDigests();
    for (const { digest, about, until_ms: until } of rows) known.note(digest, about, Number(until));
    return known;
  }

  async put(
    turn: Pick<Turn, 'command' | 'nextVersion'>,
    digest: string,
    about: string,
    until: number,
  ): Promise<void> {
    const version = turn.nextVersion();
    await turn.command('notify/put_digest_state', { digest, about, until_ms: until, version });
  }
}

function keyOf(digest: string, about: string): string {
  return JSON.stringify([digest, about]);
}
