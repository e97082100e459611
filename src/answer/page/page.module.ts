import { Module } from '@nestjs/common';
import { PageController } from './page.controller';
import { PageFiles } from './page-files';

/** The page for people at `/`, built from page/. */
@Module({ controllers: [PageController], providers: [PageFiles] })
export class PageModule {}
