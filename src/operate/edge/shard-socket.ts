import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import { PrivateAnswers } from './private-answers';
import { SpoolAnswers } from './spool-answers';
import { RECEIVER_PATHS } from '../../platform/processes/receiver-link';

/** Tells, in the data directory of a shard, what is known of its spool. */
@Injectable()
export class ShardSocket implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly answers = new PrivateAnswers((path) => this.known(path));

  constructor(
    private readonly spool: SpoolAnswers,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'dataDir'>,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.answers.listen(this.settings.dataDir);
  }

  async onModuleDestroy(): Promise<void> {
    await this.answers.close();
  }

  private async known(path: string | undefined): Promise<object | undefined> {
    if (path === RECEIVER_PATHS.figures) return this.spool.figures();
    if (path === RECEIVER_PATHS.times) return this.spool.times();
    return undefined;
  }
}
