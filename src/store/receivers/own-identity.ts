import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import { isMissing } from '../../receive/spool/spool-error';
import { replaceFile } from './replace-file';

/** Which receiver this is, among all that drain into one database. */
export interface ReceiverIdentity {
  /** A UUID, the same for as long as the data directory lasts. */
  readonly receiver: string;
  readonly host: string;
  readonly dataDir: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The identity of the receiver with this data directory, kept in its file `receiver.id`. */
@Injectable()
export class OwnIdentity {
  private known: Promise<ReceiverIdentity> | undefined;

  constructor(@Inject(SETTINGS) private readonly settings: Pick<Settings, 'dataDir'>) {}

  /** Reads it; makes it where there is none. @throws the system's error, and tries again the next time */
  get(): Promise<ReceiverIdentity> {
    this.known ??= this.read().catch((error: unknown) => {
      this.known = undefined;
      throw error;
    });
    return this.known;
  }

  /** Takes another one: this directory is a copy of one that a receiver works with. @throws the system's error */
  async renew(): Promise<ReceiverIdentity> {
    const identity = this.of(randomUUID());
    await this.write(identity.receiver);
    this.known = Promise.resolve(identity);
    return identity;
  }

  private async read(): Promise<ReceiverIdentity> {
    const known = (await readFile(this.path, 'utf8').catch(orNothing)).trim();
    if (UUID.test(known)) return this.of(known);
    const receiver = randomUUID();
    await this.write(receiver);
    return this.of(receiver);
  }

  private write(receiver: string): Promise<void> {
    return replaceFile(this.path, Buffer.from(`${receiver}\n`));
  }

  private of(receiver: string): ReceiverIdentity {
    return { receiver, host: hostname(), dataDir: this.settings.dataDir };
  }

  private get path(): string {
    return join(this.settings.dataDir, 'receiver.id');
  }
}

function orNothing(error: unknown): string {
  if (isMissing(error)) return '';
  throw error;
}
