import { Injectable, Logger, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pino from 'pino';
import { ConfigModule } from '../config/config.module';
import type { Settings } from '../config/settings';
import { LoggingModule } from '../logging/logging.module';
import type { DeliveryIntake } from './delivery-intake';
import { WebhookCounters } from './webhook-counters';
import { WebhookModule } from './webhook.module';
import { WebhookReceiver } from './webhook-receiver';

@Injectable()
class Shelf {
  readonly bodies: Buffer[] = [];
}

@Module({ providers: [Shelf], exports: [Shelf] })
class ShelfModule {}

@Injectable()
class ShelfIntake implements DeliveryIntake {
  constructor(private readonly shelf: Shelf) {}

  refusal(): undefined {
    return undefined;
  }

  accept(_account: string, body: Buffer, done: () => void): void {
    this.shelf.bodies.push(body);
    done();
  }
}

const settings = {
  accounts: new Map([['default', ['secret']]]),
  webhookMaxBodyBytes: 1024,
} as unknown as Settings;

@Module({
  imports: [
    ConfigModule.with(settings),
    LoggingModule.with(pino({ level: 'silent' })),
    WebhookModule.with(ShelfIntake, [ShelfModule]),
  ],
})
class AppModule {}

describe('WebhookModule', () => {
  it('makes the receiver with the given intake, which has what its modules lend', async () => {
    Logger.overrideLogger(false);
    const app = await NestFactory.createApplicationContext(AppModule);
    expect(app.get(WebhookReceiver).matches('/webhooks/signalzen')).toBe(true);
    expect(app.get(WebhookCounters).accepted).toBe(0);
    await app.close();
  });
});
