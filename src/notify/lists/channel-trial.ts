import { Inject, Injectable } from '@nestjs/common';
import { BadInput } from '../../answer/measures/bad-input';
import type { ColumnsOf, Enumeration } from '../../answer/measures/columns/column';
import { AuditLog } from '../../platform/access/audit-log';
import type { Caller } from '../../platform/access/caller';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { receiversOf, senderOf } from '../channels/sender-of';
import { maskedAddress } from '../notices/masked-address';
import { trialNotice } from '../notices/trial';
import { DisabledChannels } from '../outbox/disabled-channels';

export const TRIAL_RESULTS = {
  name: 'TrialResult',
  description: 'UNCERTAIN: it was sent, and nobody said that it was taken.',
  values: ['SENT', 'REFUSED', 'UNCERTAIN'],
} as const satisfies Enumeration;

/** What became of a trial, for one receiver. */
export interface ChannelTrial {
  readonly receiver: string | null;
  readonly result: (typeof TRIAL_RESULTS)['values'][number];
  readonly detail: string;
  readonly isEnabledAgain: boolean;
}

export const TRIAL_COLUMNS: ColumnsOf<ChannelTrial> = [
  {
    name: 'receiver',
    type: 'TEXT',
    isNullable: true,
    description: 'By mail, so much of the address as strangers may see; else null.',
  },
  { name: 'result', type: 'ENUM', values: TRIAL_RESULTS, isNullable: false },
  { name: 'detail', type: 'TEXT', isNullable: false, description: "In words; '' for nothing to say." },
  {
    name: 'isEnabledAgain',
    type: 'BOOLEAN',
    isNullable: false,
    description: 'Whether nothing was sent there before, and is again from now on.',
  },
];

/** Somebody waits for the answer. Milliseconds. */
const TRIAL_MS = 45_000;

/** Sends trial notices at once: they are in no list. */
@Injectable()
export class ChannelTrials {
  constructor(
    private readonly disabled: DisabledChannels,
    private readonly rules: RulesInForce,
    private readonly audit: AuditLog,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'publicUrl'>,
  ) {}

  /** @throws BadInput for a channel that the rules do not name */
  async send(name: string, caller: Caller): Promise<ChannelTrial[]> {
    const channel = this.rules.current.channels.get(name);
    if (channel === undefined)
      throw new BadInput(
        `channel: the rules name no ${JSON.stringify(name.slice(0, 100))}: \`channels\` lists them.`,
      );
    this.audit.note({ caller, action: 'channel.tried', object: name });
    const notice = trialNotice(name, this.settings.publicUrl);
    return Promise.all(
      receiversOf(channel).map(async (receiver): Promise<ChannelTrial> => {
        const outcome = await senderOf(channel).send(
          ...([notice, receiver, false] as const),
          AbortSignal.timeout(TRIAL_MS),
        );
        const isTaken = outcome.kind === 'sent';
        return {
          receiver: receiver === '' ? null : maskedAddress(receiver),
          result: outcome.kind.toUpperCase() as ChannelTrial['result'],
          detail: (isTaken ? outcome.detail : outcome.reason) ?? '',
          isEnabledAgain: isTaken && (await this.disabled.enable(channel, receiver)),
        };
      }),
    );
  }
}
