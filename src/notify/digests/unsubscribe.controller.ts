import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { ClickHouseError } from '../../platform/clickhouse/clickhouse-error';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import { sendUnsubscribePage } from './unsubscribe-page';
import { Unsubscriptions } from './unsubscriptions';
import type { OfDigest } from './unsubscriptions';

/**
 * Where the receivers of digests by mail leave off. Whoever only looks changes nothing, since programs look at every
 * link of a mail; whoever posts does, be it the button of the page or a mail program (RFC 8058). Open to everybody: a
 * link is known to its receiver alone.
 */
@Controller('unsubscribe')
export class UnsubscribeController {
  constructor(
    private readonly unsubscriptions: Unsubscriptions,
    @Inject(LOG) private readonly log: Log,
  ) {}

  @Get(':token')
  look(@Param('token') token: string, @Res() response: Response): Promise<void> {
    return this.answer(token, response, async ({ digest, receiver }) => {
      const isOff = (await this.unsubscriptions.offFrom(digest.name)).has(receiver.toLowerCase());
      return isOff ? 'stopped' : 'asked';
    });
  }

  @Post(':token')
  stop(@Param('token') token: string, @Res() response: Response): Promise<void> {
    return this.answer(token, response, async ({ digest, receiver }) => {
      await this.unsubscriptions.set(digest.name, receiver, true);
      this.log.info({ digest: digest.name }, 'somebody wants no more mails of a digest');
      return 'stopped';
    });
  }

  @Post(':token/again')
  resume(@Param('token') token: string, @Res() response: Response): Promise<void> {
    return this.answer(token, response, async ({ digest, receiver }) => {
      await this.unsubscriptions.set(digest.name, receiver, false);
      this.log.info({ digest: digest.name }, 'somebody wants the mails of a digest again');
      return 'resumed';
    });
  }

  private async answer(
    token: string,
    response: Response,
    act: (of: OfDigest) => Promise<'asked' | 'stopped' | 'resumed'>,
  ): Promise<void> {
    try {
      const found = await this.unsubscriptions.find(token);
      if (found === undefined) sendUnsubscribePage(response, { state: 'unknown' });
      else sendUnsubscribePage(response, { state: await act(found), digest: found.digest, token });
    } catch (error) {
      if (!(error instanceof ClickHouseError)) throw error;
      this.log.error(
        { err: error },
        'whether somebody wants mails of a digest could not be looked up or kept',
      );
      sendUnsubscribePage(response, { state: 'later' });
    }
  }
}
