import { Module } from '@nestjs/common';
import { RollUpsModule } from '../../compute/rollups/rollups.module';
import { SignalZenModule } from '../../signalzen/signalzen.module';
import { LeaseMetrics } from './lease-metrics';
import { MetricsRegistryModule } from './metrics-registry.module';
import { RollUpMetrics } from './roll-up-metrics';
import { SignalZenApiMetrics } from './signalzen-api-metrics';

/** What only a process knows that computes and asks SignalZen. */
@Module({
  imports: [MetricsRegistryModule, RollUpsModule, SignalZenModule],
  providers: [RollUpMetrics, LeaseMetrics, SignalZenApiMetrics],
})
export class WorkMetricsModule {}
