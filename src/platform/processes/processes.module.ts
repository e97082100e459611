import { Module } from '@nestjs/common';
import { ReceiverLink } from './receiver-link';

/** What the other processes of the service know. */
@Module({ providers: [ReceiverLink], exports: [ReceiverLink] })
export class ProcessesModule {}
