import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { isOperatorsType } from '../../platform/events/chat-id';
import { withPseudonyms } from '../../platform/events/pseudonymous-body';
import type { SignalZenEvent } from '../../platform/events/read-event';

/** An operator of an account, and what they are called. */
export interface Pseudonym {
  readonly account: string;
  readonly operator: string;
  readonly pseudonym: string;
}

/** The operators who are pseudonymous. */
export class Pseudonyms {
  private readonly ofAccounts = new Map<string, Map<string, string>>();

  constructor(all: readonly Pseudonym[]) {
    for (const { account, operator, pseudonym } of all) {
      const ofAccount = this.ofAccounts.get(account) ?? new Map<string, string>();
      this.ofAccounts.set(account, ofAccount.set(operator, pseudonym));
    }
  }

  static async load(clickhouse: ClickHouse): Promise<Pseudonyms> {
    return new Pseudonyms(await clickhouse.query<Pseudonym>('pseudonyms/all'));
  }

  get isEmpty(): boolean {
    return this.ofAccounts.size === 0;
  }

  /** A body with them; `undefined` where nothing changes. @param account `undefined`: nobody knows whose it is */
  bodyWith(account: string | undefined, body: Buffer): Buffer | undefined {
    const accounts = account === undefined ? [...this.ofAccounts.values()] : [this.ofAccounts.get(account)];
    return this.isEmpty
      ? undefined
      : withPseudonyms(body, (operator) =>
          accounts.map((ofAccount) => ofAccount?.get(operator)).find((pseudonym) => pseudonym !== undefined),
        );
  }

  /** Whether one of them has this id. @param account `undefined`: in any account */
  hasId(account: string | undefined, operator: string): boolean {
    return [...this.ofAccounts].some(
      ([name, ofAccount]) => (account === undefined || account === name) && ofAccount.has(operator),
    );
  }

  /** An account's event with them. */
  eventWith(account: string, event: SignalZenEvent): SignalZenEvent {
    const { senderId, senderType } = event;
    const pseudonym = isOperatorsType(senderType) ? this.ofAccounts.get(account)?.get(senderId) : undefined;
    return pseudonym === undefined || event.operatorName === pseudonym
      ? event
      : { ...event, operatorName: pseudonym };
  }
}
