import type { IncomingMessage } from 'node:http';
import type { Request, Response } from 'express';
import { EventEmitter } from 'node:events';
import { UNBOUNDED } from '../../../platform/access/caller';
import { setCaller } from '../../../platform/access/request-caller';
import type { WarningsService } from '../../freshness/warnings.service';
import type { AnswerErrors } from '../../measures/answer-errors';
import { ClickHouse } from '../../../platform/clickhouse/clickhouse';
import { Shards } from '../../../platform/clickhouse/shards';
import { AwayShards } from '../../shards/away-shards';
import type { Freshness } from './freshness.type';
import { QuestionContext } from '../limits/question-context';
import { FreshnessResolver } from './freshness.resolver';

const FRESHNESS = { leftOut: [] as readonly string[] } as Freshness;
const UNAVAILABLE = { code: 'UNAVAILABLE', status: 503, message: 'The database refused the question.' };

describe('the parts of freshness', () => {
  const resolverOf = (isRebuildDue: () => Promise<boolean>) =>
    new FreshnessResolver(
      { isRebuildDue } as WarningsService,
      { contractErrorOf: () => UNAVAILABLE } as object as AnswerErrors,
      new AwayShards(new Shards([{ name: 'one', clickhouse: new ClickHouse('one') }])),
    );
  const question = () => {
    const request = {} as IncomingMessage;
    setCaller(request, { kind: 'token', id: 'id', name: 'name', scopes: new Set(), bounds: UNBOUNDED });
    return new QuestionContext(request as Request, new EventEmitter() as object as Response);
  };

  it('fail with an error of the contract, and not with the words of the database', async () => {
    const resolver = resolverOf(() => Promise.reject(new Error('TOO_MANY_SIMULTANEOUS_QUERIES')));
    await expect(resolver.rebuildDue(question(), FRESHNESS)).rejects.toMatchObject({
      message: UNAVAILABLE.message,
      extensions: { code: 'UNAVAILABLE', http: { status: 503 } },
    });
  });

  it('are asked for a few at a time in an operation', async () => {
    const begun: (() => void)[] = [];
    const resolver = resolverOf(
      () =>
        new Promise((end) =>
          begun.push(() => {
            end(true);
          }),
        ),
    );
    const operation = question();
    const answers = Array.from({ length: 8 }, () => resolver.rebuildDue(operation, FRESHNESS));
    await new Promise((resolve) => setImmediate(resolve));
    expect(begun).toHaveLength(3);
    for (let next = 0; next < 8; next += 1) {
      begun[next]?.();
      await answers[next];
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await Promise.all(answers)).toEqual(Array(8).fill(true));
  });
});
