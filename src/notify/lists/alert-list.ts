import { Injectable } from '@nestjs/common';
import type { ColumnsOf, Enumeration } from '../../answer/measures/columns/column';
import { joinedNames, namesColumn } from '../../answer/measures/columns/shared-columns';
import type { Bounds } from '../../platform/access/caller';
import type { AlertRules } from '../../platform/rules/alert-rules';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { AlertStates } from '../alerts/alert-states';
import type { KeptState } from '../alerts/alert-states';
import { Choices } from '../choices/choices';
import type { KnownChoices } from '../choices/known-choices';
import { isWithin } from './is-within';

export const ALERT_STATES = {
  name: 'AlertState',
  description:
    'PENDING: it is so, and not for long enough yet; FIRING; RECOVERING: it is over, and not for long enough yet; NO_DATA: there is too little to say; ERROR: it cannot be judged.',
  values: ['OK', 'PENDING', 'FIRING', 'RECOVERING', 'NO_DATA', 'ERROR'],
} as const satisfies Enumeration;

/** An alert of the rules as it is now, for one of the things that it is about. */
export interface ListedAlert {
  readonly rule: string;
  readonly about: string;
  readonly condition: string;
  readonly severity: string;
  readonly channels: string;
  readonly state: (typeof ALERT_STATES)['values'][number];
  readonly since: Date | null;
  readonly toldAt: Date | null;
  readonly found: string;
  readonly mutedUntil: Date | null;
  readonly mutedBy: string | null;
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedBy: string | null;
}

export const ALERT_COLUMNS: ColumnsOf<ListedAlert> = [
  { name: 'rule', type: 'TEXT', isNullable: false, description: 'Its name in the rules.' },
  {
    name: 'about',
    type: 'TEXT',
    isNullable: false,
    description: "What of it, such as an account; '' where it is about one thing alone.",
  },
  { name: 'condition', type: 'TEXT', isNullable: false, description: 'What it looks at, such as waiting.' },
  { name: 'severity', type: 'TEXT', isNullable: false, description: 'info, warning or critical.' },
  namesColumn('channels', 'By which it is told'),
  { name: 'state', type: 'ENUM', values: ALERT_STATES, isNullable: false },
  { name: 'since', type: 'TIME', isNullable: true, description: 'Null: it was never otherwise.' },
  { name: 'toldAt', type: 'TIME', isNullable: true, description: 'When it was told last; null: never.' },
  { name: 'found', type: 'TEXT', isNullable: false, description: 'The figures of then, as JSON.' },
  { name: 'mutedUntil', type: 'TIME', isNullable: true, description: 'Null: it is not muted.' },
  { name: 'mutedBy', type: 'TEXT', isNullable: true, description: 'What whoever did is called.' },
  {
    name: 'acknowledgedAt',
    type: 'TIME',
    isNullable: true,
    description: 'When somebody said that he knows of it; null: nobody did, since it is so.',
  },
  { name: 'acknowledgedBy', type: 'TEXT', isNullable: true, description: 'What whoever did is called.' },
];

/** Where an alert has never been anything else than fine. */
const NEVER = { about: '', state: 'ok', since: 0, firing: '', toldAt: 0, found: {} } as const;
type State = Pick<KeptState, keyof typeof NEVER>;

/** How the alerts of the rules are now. */
@Injectable()
export class AlertList {
  constructor(
    private readonly states: AlertStates,
    private readonly choices: Choices,
    private readonly rules: RulesInForce,
  ) {}

  /** In the order of the rules, of those that tell of nothing beyond the bounds. */
  async within(bounds: Bounds): Promise<ListedAlert[]> {
    const { alerts } = this.rules.current;
    const [known, choices] = [await this.states.known(), await this.choices.known()];
    const now = Date.now();
    return [...alerts.values()].flatMap((alert) => {
      const own: State[] = [...known.allOf(alert.name)];
      return (own.length === 0 ? [NEVER] : own)
        .filter(({ about }) => isWithin(alert, about, bounds))
        .map((state) => listedOf(alert, state, choices, now));
    });
  }
}

function listedOf(alert: AlertRules, state: State, choices: KnownChoices, now: number): ListedAlert {
  const muted = choices.muted(alert.name, state.about, now);
  const acknowledged = choices.acknowledged(alert.name, state.about, state.firing);
  return {
    ...{ rule: alert.name, about: state.about, condition: alert.condition.kind, severity: alert.severity },
    channels: joinedNames(alert.to),
    state: state.state.toUpperCase() as ListedAlert['state'],
    since: dateOf(state.since),
    toldAt: dateOf(state.toldAt),
    found: JSON.stringify(state.found),
    mutedUntil: muted ? new Date(muted.until) : null,
    mutedBy: muted?.by ?? null,
    acknowledgedAt: acknowledged ? new Date(acknowledged.since) : null,
    acknowledgedBy: acknowledged?.by ?? null,
  };
}

function dateOf(ms: number): Date | null {
  return ms === 0 ? null : new Date(ms);
}
