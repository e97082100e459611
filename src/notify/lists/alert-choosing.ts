import { Injectable } from '@nestjs/common';
import { BadInput } from '../../answer/measures/bad-input';
import { AuditLog } from '../../platform/access/audit-log';
import type { AuditAction } from '../../platform/access/audit-log';
import type { Caller } from '../../platform/access/caller';
import { outsideOf } from '../../platform/access/forbidden';
import type { AlertRules } from '../../platform/rules/alert-rules';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { AlertStates } from '../alerts/alert-states';
import { Choices } from '../choices/choices';
import type { Choice } from '../choices/known-choices';
import { isWithin } from './is-within';

const MAX_MUTE_DAYS = 366;
const DAY_MS = 86_400_000;

/** Lets people choose of which alerts they are told, within what they may see. */
@Injectable()
export class AlertChoosing {
  constructor(
    private readonly states: AlertStates,
    private readonly choices: Choices,
    private readonly rules: RulesInForce,
    private readonly audit: AuditLog,
  ) {}

  /**
   * @param about such as an account; empty: all that the alert is about
   * @throws BadInput; Forbidden for what lies beyond the bounds
   */
  async mute(rule: string, about: string, until: Date, caller: Caller): Promise<void> {
    this.required(rule, about, caller);
    const now = Date.now();
    const ms = until.getTime() - now;
    if (ms <= 0 || ms > MAX_MUTE_DAYS * DAY_MS)
      throw new BadInput(`until: it must be later than now, by ${MAX_MUTE_DAYS} days at most.`);
    const more = { kind: 'muted', since: now, until: until.getTime() } as const;
    await this.put(rule, about, more, caller);
    this.note('notification.muted', `${nameOf(rule, about)} until ${until.toISOString()}`, caller);
  }

  /** @throws BadInput where it is not muted; Forbidden */
  async unmute(rule: string, about: string, caller: Caller): Promise<void> {
    this.required(rule, about, caller);
    const [known, now] = [await this.choices.known(), Date.now()];
    const abouts = about === '' ? ['', ...(await this.aboutsOf(rule))] : [about];
    const muted = abouts.flatMap((one) => known.muted(rule, one, now) ?? []);
    if (muted.length === 0) throw new BadInput(`${nameOf(rule, about)} is not muted.`);
    if (about !== '' && muted[0]?.about === '')
      throw new BadInput(`All of ${rule} is muted: leave out \`about\` to end that.`);
    for (const choice of muted)
      await this.put(rule, choice.about, { kind: 'muted', since: choice.since, until: now }, caller);
    this.note('notification.unmuted', nameOf(rule, about), caller);
  }

  /** @throws BadInput where it is not firing; Forbidden */
  async acknowledge(rule: string, about: string, caller: Caller): Promise<void> {
    this.required(rule, about, caller);
    const states = [...(await this.states.known()).allOf(rule)];
    const firing = states.filter((state) => state.firing !== '' && (about === '' || state.about === about));
    if (firing.length === 0)
      throw new BadInput(`${nameOf(rule, about)} is not firing: there is nothing to acknowledge.`);
    const now = Date.now();
    for (const state of firing)
      await this.put(
        rule,
        state.about,
        { kind: 'acknowledged', firing: state.firing, since: now, until: now },
        caller,
      );
    this.note('notification.acknowledged', nameOf(rule, about), caller);
  }

  /** @throws BadInput for an alert that the rules do not name; Forbidden for one beyond the bounds */
  private required(rule: string, about: string, { bounds }: Caller): AlertRules {
    const alert = this.rules.current.alerts.get(rule);
    if (alert === undefined)
      throw new BadInput(
        `rule: the rules name no alert ${JSON.stringify(rule.slice(0, 100))}: \`alerts\` lists them.`,
      );
    if (!isWithin(alert, about, bounds)) throw outsideOf(bounds, `The alert ${nameOf(rule, about)}`);
    if (about.length > 100) throw new BadInput('about: `alerts` lists what an alert is about.');
    return alert;
  }

  private async aboutsOf(rule: string): Promise<string[]> {
    return [...(await this.states.known()).allOf(rule)].map((state) => state.about);
  }

  private put(
    rule: string,
    about: string,
    choice: Pick<Choice, 'kind' | 'since' | 'until'> & Partial<Choice>,
    { name: by }: Caller,
  ): Promise<void> {
    return this.choices.put({ rule, about, firing: '', by, ...choice });
  }

  private note(action: AuditAction, object: string, caller: Caller): void {
    this.audit.note({ caller, action, object });
  }
}

function nameOf(rule: string, about: string): string {
  return about === '' ? rule : `${rule} (${about})`;
}
