import { Controller, Get } from '@nestjs/common';
import type { Schema } from '../parameters/parameter';
import { ReportRegistry } from '../report-registry';
import { openApiDocument } from './openapi-document';

/** The description of the reports. Open, as it holds no data. */
@Controller()
export class OpenApiController {
  constructor(private readonly registry: ReportRegistry) {}

  @Get('openapi.json')
  describe(): Schema {
    return openApiDocument(this.registry.reports);
  }
}
