import { Inject, Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge } from 'prom-client';
import { OWN_ROLES } from '../../platform/config/config.module';
import { nameOfProcess } from '../../platform/config/roles';
import type { Role } from '../../platform/config/roles';
import { packageVersion } from '../../platform/package-root';
import { MetricsRegistry } from './metrics-registry';

/** Between looks at the event loop: at rest, a process would wake for little else than 10 ms (the default) or 100. */
const LAG_EVERY_MS = 500;

/** The process (memory, processor, event loop, file descriptors: prom-client's own), and which build it runs. */
@Injectable()
export class ProcessMetrics {
  constructor({ registry }: MetricsRegistry, @Inject(OWN_ROLES) roles: readonly Role[]) {
    const labels = { process: nameOfProcess(roles) };
    collectDefaultMetrics({ register: registry, labels, eventLoopMonitoringPrecision: LAG_EVERY_MS });
    new Gauge({
      name: 'signalzen_build_info',
      help: 'Always 1; the labels give the versions of the service and of Node.',
      labelNames: ['process', 'version', 'node'],
      registers: [registry],
    }).set({ ...labels, version: packageVersion(), node: process.version }, 1);
  }
}
