import { Module } from '@nestjs/common';
import { SpoolModule } from '../../receive/spool/spool.module';
import { HealthController } from './health.controller';

/** `GET /healthz` and `GET /readyz`. */
@Module({ imports: [SpoolModule], controllers: [HealthController] })
export class HealthModule {}
