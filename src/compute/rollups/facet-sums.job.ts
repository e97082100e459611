import { Inject, Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { Jobs } from '../../platform/jobs/jobs';
import type { RunResult } from '../../platform/jobs/interval-job';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import { Computing } from './computing';
import { FacetSums } from './facet-sums';

/** In milliseconds. */
const EVERY = 60_000;

/** Sums up days by page and by attributes in the background, at half of the time at most. */
@Injectable()
export class FacetSumsJob {
  private readonly sums: FacetSums;

  constructor(
    clickhouse: ClickHouse,
    computing: Computing,
    private readonly jobs: Jobs,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.sums = new FacetSums(clickhouse, computing);
    jobs.add({
      name: 'sumUpFacets',
      everyMs: EVERY,
      run: () => this.sumUpFacets(),
      failure:
        'summing up days by page and attribute failed and will be tried again; until then facts are read',
    });
  }

  private async sumUpFacets(): Promise<RunResult> {
    const signal = this.jobs.stopping;
    const took = await this.sums.sumUpSome(signal);
    if (took === undefined) return 'done';
    const milliseconds = Math.round(took);
    this.log.debug({ milliseconds }, 'summed up days by page and attribute');
    await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
    return 'more';
  }
}
