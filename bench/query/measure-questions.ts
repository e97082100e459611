import type { ClickHouseClient } from '@clickhouse/client';
import { rowsOf } from '../support/clickhouse-client';
import { median } from '../support/median';
import { quantile } from '../support/quantile';
import { NotInTheApi } from '../support/service-api';
import type { ServiceApi } from '../support/service-api';
import type { Generated } from './generate-deliveries';
import { questionsAbout } from './questions';
import type { Question, Variant } from './questions';
import { sqlFile } from './sql-file';

const ROUNDS_OF_SQL = 3;
/** Plain SQL that takes longer is not asked again. */
const LONG_MS = 20_000;

interface ServiceTimes {
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly rows: number;
  /** Of the same with something more, each asked in turn with the question itself. */
  readonly variants: Partial<Record<Variant, { readonly medianMs: number; readonly times: number }>>;
}

/** How long one question took, in milliseconds. */
export interface Answered {
  readonly label: string;
  readonly service: ServiceTimes | string;
  readonly plainSql: { readonly medianMs: number } | string;
}

/** Asks everything in turn, the service `rounds` times after once to warm up. What cannot be answered says why. */
export async function measureQuestions(
  client: ClickHouseClient,
  api: ServiceApi,
  generated: Generated,
  rounds: number,
): Promise<Answered[]> {
  const answered: Answered[] = [];
  for (const question of await questionsAbout(api, generated)) {
    console.error(`asking: ${question.label} …`);
    answered.push({
      label: question.label,
      service: await askService(api, question, rounds),
      plainSql: await askClickHouse(client, question),
    });
  }
  return answered;
}

async function askService(api: ServiceApi, question: Question, rounds: number): Promise<Answered['service']> {
  const { query, variants, from, to, zone } = question;
  const variables = { from, to, ...(query.includes('$zone') ? { zone } : {}) };
  const ask = (text: string) => api.ask<Record<string, unknown[]>>(text, variables);
  try {
    const [rows = []] = Object.values(await ask(query));
    const queries = Object.entries(variants) as [Variant, string][];
    for (const [, variant] of queries) await ask(variant);
    const times: number[] = [];
    const timesOf = new Map<Variant, number[]>(queries.map(([name]) => [name, []]));
    while (times.length < rounds) {
      times.push(await millisecondsOf(() => ask(query)));
      for (const [name, variant] of queries)
        timesOf.get(name)?.push(await millisecondsOf(() => ask(variant)));
    }
    const medianMs = median(times);
    const compared = [...timesOf].map(
      ([name, own]) => [name, { medianMs: median(own), times: median(own) / medianMs }] as const,
    );
    return {
      ...{ medianMs, p95Ms: quantile(times, 0.95), rows: rows.length },
      variants: Object.fromEntries(compared),
    };
  } catch (error) {
    if (error instanceof NotInTheApi) return `not in the API: ${error.message}`;
    throw error;
  }
}

/** The service is what is measured: that plain SQL runs out of memory, say, is a result. */
async function askClickHouse(
  client: ClickHouseClient,
  { sql, from, to, zone }: Question,
): Promise<Answered['plainSql']> {
  const text = sqlFile(sql);
  const times: number[] = [];
  try {
    while (times.length < ROUNDS_OF_SQL && times.every((time) => time <= LONG_MS)) {
      times.push(await millisecondsOf(() => rowsOf(client, text, { from, to, zone })));
    }
    return { medianMs: median(times) };
  } catch (error) {
    return `failed: ${error instanceof Error ? error.message.slice(0, 200) : String(error)}`;
  }
}

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}
