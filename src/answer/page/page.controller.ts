import { Controller, Get, Inject, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { PageFiles } from './page-files';
import { sendPageFile } from './send-page-file';

/** The built-in page. It holds no data: what it shows it asks GraphQL for, with the token of who looks. */
@Controller()
export class PageController {
  constructor(
    private readonly files: PageFiles,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'hasGraphiql'>,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
  ) {}

  @Get()
  index(@Req() request: Request, @Res() response: Response): void {
    sendPageFile(request, response, { file: this.files.index, cacheControl: 'no-cache' });
  }

  /** Like the page: it holds no data, and its user gives it a token. */
  @Get('graphiql')
  graphiql(@Req() request: Request, @Res() response: Response): void {
    if (!this.settings.hasGraphiql)
      throw new NotFoundException('GraphiQL is off: the setting GRAPHIQL=on brings it here.');
    sendPageFile(request, response, { file: this.files.graphiql, cacheControl: 'no-cache' });
  }

  /** The page in a frame: of the one host that the link names, or of any that the rules allow. */
  @Get('embed')
  embed(@Query('host') host: unknown, @Req() request: Request, @Res() response: Response): void {
    const { hosts } = this.rules.current.access.embed;
    const framedBy = host === undefined ? hosts : hosts.filter((one) => one === host);
    sendPageFile(request, response, { file: this.files.index, cacheControl: 'no-cache', framedBy });
  }

  /** The name changes with the content. */
  @Get('assets/:name')
  asset(@Param('name') name: string, @Req() request: Request, @Res() response: Response): void {
    const file = this.files.asset(name);
    if (file === undefined) throw new NotFoundException();
    sendPageFile(request, response, { file, cacheControl: 'public, max-age=31536000, immutable' });
  }
}
