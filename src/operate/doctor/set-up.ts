import type { Asking } from '../../answer/shards/asking';
import type { Settings } from '../../platform/config/settings';
import type { ReceiverLink } from '../../platform/processes/receiver-link';
import { webhookPathOfAccount } from '../../receive/webhook/webhook-path';
import { missingTypes } from './check-data';

/** How far an account is connected to SignalZen. */
export interface AccountSetUp {
  readonly account: string;
  /** The path of its webhooks. */
  readonly path: string;
  /** False: its secret is one that the first start made, which SignalZen does not know. */
  readonly isConnected: boolean;
  /** Since the start; null: not known. */
  readonly challenges: number | null;
  readonly accepted: number | null;
  readonly wrongSignatures: number | null;
  /** Whether anything has ever come by webhook. */
  readonly hasAny: boolean;
  /** Types of events of SignalZen that never came. */
  readonly missingTypes: readonly string[];
}

export interface SetUp {
  /** Where people reach the service; null: nobody has said. */
  readonly publicUrl: string | null;
  readonly accounts: readonly AccountSetUp[];
}

/** @throws ClickHouseError */
export async function setUpOf(
  { accounts, publicUrl, generated }: Settings,
  receiver: Pick<ReceiverLink, 'webhooks'>,
  asking: Pick<Asking, 'query'>,
): Promise<SetUp> {
  const [webhooks, rows] = await Promise.all([
    receiver.webhooks(),
    asking.query<{ account: string; event_type: string }>('queries/received_types', []),
  ]);
  return {
    publicUrl: publicUrl?.origin ?? null,
    accounts: [...accounts.keys()].map((account) => {
      const known = webhooks?.find((one) => one.account === account);
      return {
        ...{ account, path: webhookPathOfAccount(account), isConnected: !generated.secret },
        challenges: known?.challenges ?? null,
        accepted: known?.accepted ?? null,
        wrongSignatures: known?.wrongSignatures ?? null,
        hasAny: rows.some((row) => row.account === account),
        missingTypes: missingTypes(rows, account),
      };
    }),
  };
}
