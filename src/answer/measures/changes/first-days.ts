import { Temporal } from 'temporal-polyfill';

/** The local day of which there is the first of all that is known of an account. */
export class FirstDays {
  /** @param byAccount starts of days */
  constructor(private readonly byAccount: ReadonlyMap<string, Temporal.ZonedDateTime>) {}

  /** Of an account, or of all of them together; undefined where there is nothing. */
  of(account: string | null): Temporal.ZonedDateTime | undefined {
    if (account !== null) return this.byAccount.get(account);
    const [first] = [...this.byAccount.values()].sort((one, other) =>
      Temporal.ZonedDateTime.compare(one, other),
    );
    return first;
  }
}
