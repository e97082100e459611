import { Module } from '@nestjs/common';
import { IntakeModule } from '../intake/intake.module';
import { HealthController } from './health.controller';

/** `GET /healthz` and `GET /readyz`. */
@Module({ imports: [IntakeModule], controllers: [HealthController] })
export class HealthModule {}
