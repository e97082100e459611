import { createHash, randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { CallOptions } from '../../platform/clickhouse/clickhouse';
import { isOperatorsType } from '../../platform/events/chat-id';
import { ExplainedError } from '../../platform/explained-error';
import { Pseudonyms } from '../../store/cleaning/pseudonyms';
import type { Pseudonym } from '../../store/cleaning/pseudonyms';
import { RowBinaryWriter } from '../../store/drain/row-binary-writer';
import { optionsWith } from './chats-without-attributes';

/** Nobody can be made pseudonymous as asked; the message says why. */
class PseudonymError extends ExplainedError {
  readonly code = 'PSEUDONYM';
}

export interface FoundOperator extends Pseudonym {
  /** As the operator is called so far. */
  readonly name: string;
}

interface Row {
  readonly segment_id: string;
  readonly sequence: string;
  readonly sender_type: string;
  readonly sender_id: string;
  readonly operator_name: string;
  readonly is_erased: boolean;
  readonly body_base64: string;
}

interface Place {
  readonly segment: bigint;
  readonly sequence: bigint;
}

/** Bounds what is held in memory; and what ClickHouse joins, and writes anew for. */
const READ_AT_ONCE = 1_000;
const WRITTEN_AT_ONCE = 30_000;
const FEWEST_DIGITS = 4;
const COLUMNS = ['run', 'segment_id', 'sequence', 'operator_name', 'body'];

/**
 * Calls operators by a pseudonym wherever their name, address or picture came with a delivery. Ids, texts and all that
 * is counted stay: the delivery keeps the id of its event, whatever its bytes are by now. It cannot be undone.
 */
@Injectable()
export class OperatorPseudonyms {
  constructor(private readonly clickhouse: ClickHouse) {}

  /** Finds an operator in the accounts that have one of the id: see {@link theOnly}. */
  async find(operator: string, account: string | undefined): Promise<FoundOperator[]> {
    const accounts = account === undefined ? [] : [account];
    const found = await this.clickhouse.query<{ account: string; name: string }>('pseudonyms/operators', {
      operator,
      accounts,
    });
    return Promise.all(
      found.map(async ({ account: of, name }) => {
        const pseudonym = await this.pseudonymOf(of, operator);
        return { account: of, operator, pseudonym, name };
      }),
    );
  }

  /** Notes that an operator is pseudonymous: from now on also what comes is, when it is computed. */
  async request({ account, operator, pseudonym }: Pseudonym): Promise<void> {
    await this.clickhouse.command('pseudonyms/add', { account, operator, pseudonym });
  }

  /**
   * Takes names out of what was received since a time. Each step can be repeated.
   * @param since in milliseconds since 1970
   * @param onProgress is told how many deliveries are changed so far
   * @returns how many
   */
  async carryOut(
    since: number,
    signal?: AbortSignal,
    onProgress?: (deliveries: number) => void,
  ): Promise<number> {
    let deliveries = 0;
    for (const pseudonym of await this.all()) {
      let after: Place | undefined = { segment: 0n, sequence: 0n };
      while (after !== undefined && signal?.aborted !== true) {
        const run = BigInt(Date.now()) * 1_000n + BigInt(randomInt(1_000));
        const { changed, last } = await this.stage(run, pseudonym, { after, since });
        if (changed > 0) await this.replace(run, optionsWith(signal));
        deliveries += changed;
        after = last;
        onProgress?.(deliveries);
      }
      await this.replaceNames(pseudonym, optionsWith(signal));
    }
    return deliveries;
  }

  private all(): Promise<Pseudonym[]> {
    return this.clickhouse.query<Pseudonym>('pseudonyms/all');
  }

  private async pseudonymOf(account: string, operator: string): Promise<string> {
    const all = (await this.all()).filter((one) => one.account === account);
    const known = all.find((one) => one.operator === operator);
    if (known !== undefined) return known.pseudonym;
    const digest = createHash('sha256')
      .update(JSON.stringify([account, operator]))
      .digest('hex');
    for (let digits = FEWEST_DIGITS; ; digits += 1) {
      const pseudonym = `Operator ${digest.slice(0, digits)}`;
      if (all.every((one) => one.pseudonym !== pseudonym)) return pseudonym;
    }
  }

  /** @returns up to where it looked; no place: to the end */
  private async stage(
    run: bigint,
    one: Pseudonym,
    { after, since }: { readonly after: Place; readonly since: number },
  ): Promise<{ readonly changed: number; readonly last: Place | undefined }> {
    const pseudonyms = new Pseudonyms([one]);
    let [changed, last] = [0, after];
    while (changed < WRITTEN_AT_ONCE) {
      const rows = await this.clickhouse.query<Row>('pseudonyms/deliveries', {
        ...one,
        since: new Date(since),
        after_segment: last.segment,
        after_sequence: last.sequence,
        limit: READ_AT_ONCE,
      });
      const writer = new RowBinaryWriter();
      let written = 0;
      for (const row of rows) if (writeChanged(writer, run, row, one, pseudonyms)) written += 1;
      if (written > 0) await this.clickhouse.insertBinary('other_bodies', COLUMNS, writer.bytes());
      changed += written;
      const end = rows.at(-1);
      if (end === undefined || rows.length < READ_AT_ONCE) return { changed, last: undefined };
      last = { segment: BigInt(end.segment_id), sequence: BigInt(end.sequence) };
    }
    return { changed, last };
  }

  private async replace(run: bigint, options: CallOptions): Promise<void> {
    await this.clickhouse.command('pseudonyms/rewritten', { run }, options);
    await this.clickhouse.command('pseudonyms/former', { run }, options);
    await this.clickhouse.command('pseudonyms/segments', { run });
    await this.clickhouse.command('pseudonyms/drop_other_bodies', { run });
  }

  private async replaceNames(one: Pseudonym, options: CallOptions): Promise<void> {
    const parameters = { ...one };
    const [row] = await this.clickhouse.query<{ names: string }>('pseudonyms/count_other_names', parameters);
    if (row?.names !== '0') await this.clickhouse.command('pseudonyms/names', parameters, options);
  }
}

/** @throws PseudonymError where there is none, or one in several accounts */
export function theOnly<Found extends FoundOperator>(operator: string, found: readonly Found[]): Found {
  const [one, ...others] = found;
  if (one === undefined)
    throw new PseudonymError(
      `No operator ${operator} is known. Ids stand in "operators" of the API, and in the report of operators.`,
    );
  if (others.length > 0)
    throw new PseudonymError(
      `Several accounts have an operator ${operator} (${found.map((each) => each.account).join(', ')}): choose one with --account.`,
    );
  return one;
}

/** @returns whether anything changes */
function writeChanged(
  writer: RowBinaryWriter,
  run: bigint,
  row: Row,
  { account, operator, pseudonym }: Pseudonym,
  pseudonyms: Pseudonyms,
): boolean {
  const body = Buffer.from(row.body_base64, 'base64');
  const changed = row.is_erased ? undefined : pseudonyms.bodyWith(account, body);
  const isTheirs = isOperatorsType(row.sender_type) && row.sender_id === operator;
  const name = isTheirs ? pseudonym : row.operator_name;
  if (changed === undefined && name === row.operator_name) return false;
  writer.uint64(run);
  writer.uint64(BigInt(row.segment_id));
  writer.uint64(BigInt(row.sequence));
  writer.text(name);
  writer.byteString(changed ?? body);
  return true;
}
