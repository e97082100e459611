import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { CallOptions } from '../../platform/clickhouse/clickhouse';
import { FactBuilder } from '../facts/fact-builder';
import type { ThreadKey } from '../facts/fact-builder';
import { PRESENT } from '../facts/generations';
import type { Turn } from '../lease/turn';
import { Publisher } from '../rollups/publisher';

/** Resolves when every part is rewritten. The parts of a long history are large. */
export const UNTIL_DONE: CallOptions = {
  timeoutMs: 3_600_000,
  // Of replicated tables it lets the statements ask tables: each copy then does so by itself, of the same rows.
  settings: { mutations_sync: '2', allow_nondeterministic_mutations: 1 },
};

export function optionsWith(signal: AbortSignal | undefined): CallOptions {
  return { ...UNTIL_DONE, ...(signal && { signal }) };
}

/** What is computed from events has their attributes, too: once these are gone from the events, it is theirs to go. */
@Injectable()
export class ChatsWithoutAttributes {
  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly facts: FactBuilder,
    private readonly publisher: Publisher,
  ) {}

  /** Computes chats again from what their events say by now. */
  async compute(turn: Turn, chats: readonly ThreadKey[]): Promise<void> {
    const version = turn.nextVersion();
    try {
      await this.facts.selectNamed(chats, version);
      await this.facts.compute(version, turn.nowMs());
      await this.publisher.publish({ writer: turn }, [version], false);
      // In a turn: sums that are valid soon are not taken for outdated ones.
      await turn.command('facets/clean', {}, UNTIL_DONE);
    } finally {
      await this.facts.forgetRun(version);
    }
  }

  /** Takes the attributes out of rows of chats that newer ones replace: they stay on the disk until merged. */
  async cleanFormer(chats: readonly ThreadKey[], options = UNTIL_DONE): Promise<void> {
    const parameters = { ...parametersOf(chats), ...PRESENT };
    await this.clickhouse.command('erasure/former_facts', parameters, options);
    await this.clickhouse.command('erasure/former_episodes', parameters, options);
  }
}

export function parametersOf(threads: readonly ThreadKey[]): { accounts: string[]; threads: string[] } {
  return {
    accounts: threads.map(({ account }) => account),
    threads: threads.map(({ thread }) => thread),
  };
}
