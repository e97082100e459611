import { Module } from '@nestjs/common';
import { RollUpsModule } from '../../compute/rollups/rollups.module';
import { SignalZenModule } from '../../signalzen/signalzen.module';
import { DirectStoreModule } from '../../store/drain/direct-store.module';
import { LeaseMetrics } from './lease-metrics';
import { MetricsRegistryModule } from './metrics-registry.module';
import { RejectedMetrics } from './rejected-metrics';
import { RollUpMetrics } from './roll-up-metrics';
import { SignalZenApiMetrics } from './signalzen-api-metrics';

/** What only a process knows that computes and asks SignalZen. */
@Module({
  imports: [MetricsRegistryModule, RollUpsModule, SignalZenModule, DirectStoreModule],
  providers: [RollUpMetrics, LeaseMetrics, RejectedMetrics, SignalZenApiMetrics],
})
export class ComputingMetricsModule {}
