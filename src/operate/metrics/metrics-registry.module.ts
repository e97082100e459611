import { Module } from '@nestjs/common';
import { MetricsRegistry } from './metrics-registry';

/** Where figures are shown. */
@Module({ providers: [MetricsRegistry], exports: [MetricsRegistry] })
export class MetricsRegistryModule {}
