import { Injectable, Module } from '@nestjs/common';

export interface Losses {
  /** How many deliveries were refused since the start. */
  readonly refused: number;
  /** When the last one was, to a second, in milliseconds; null: none was. */
  readonly lastRefusedAt: number | null;
}

/** The deliveries that this process has refused, which may be lost. */
@Injectable()
export class RefusalLosses {
  private own: Losses = { refused: 0, lastRefusedAt: null };
  private followed: RefusalLosses | undefined;

  get current(): Losses {
    return this.followed?.current ?? this.own;
  }

  /** @param refused since the start */
  note(refused: number): void {
    if (refused > this.own.refused) this.own = { refused, lastRefusedAt: Date.now() };
  }

  /** Tells from here on what another one does: that of the part of the process where the requests come in. */
  follow(other: RefusalLosses): void {
    this.followed = other;
  }
}

@Module({ providers: [RefusalLosses], exports: [RefusalLosses] })
export class RefusalLossesModule {}
