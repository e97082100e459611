import { Module } from '@nestjs/common';
import { MetricsRegistry } from './metrics-registry';
import { ProcessMetrics } from './process-metrics';

/** The figures of this process. */
@Module({ providers: [MetricsRegistry, ProcessMetrics], exports: [MetricsRegistry] })
export class MetricsRegistryModule {}
