import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import type { DigestRules } from '../../platform/rules/digest-rules';
import { sendUnsubscribePage } from './unsubscribe-page';
import { Unsubscriptions } from './unsubscriptions';

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
  async look(@Param('token') token: string, @Res() response: Response): Promise<void> {
    const found = await this.unsubscriptions.find(token);
    if (found === undefined) {
      sendUnsubscribePage(response, { state: 'unknown' });
      return;
    }
    const { digest, receiver } = found;
    const isOff = (await this.unsubscriptions.offFrom(digest.name)).has(receiver.toLowerCase());
    sendUnsubscribePage(response, { state: isOff ? 'stopped' : 'asked', digest, token });
  }

  @Post(':token')
  stop(@Param('token') token: string, @Res() response: Response): Promise<void> {
    return this.change(token, true, response);
  }

  @Post(':token/again')
  resume(@Param('token') token: string, @Res() response: Response): Promise<void> {
    return this.change(token, false, response);
  }

  private async change(token: string, isOff: boolean, response: Response): Promise<void> {
    const found = await this.unsubscriptions.find(token);
    if (found === undefined) {
      sendUnsubscribePage(response, { state: 'unknown' });
      return;
    }
    const { digest, receiver } = found;
    await this.unsubscriptions.set(digest.name, receiver, isOff);
    this.note(digest, isOff);
    sendUnsubscribePage(response, { state: isOff ? 'stopped' : 'resumed', digest, token });
  }

  private note({ name }: DigestRules, isOff: boolean): void {
    this.log.info(
      { digest: name },
      isOff ? 'somebody wants no more mails of a digest' : 'somebody wants the mails of a digest again',
    );
  }
}
