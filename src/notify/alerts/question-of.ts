import type { AlertRules } from '../../platform/rules/alert-rules';
import { burnKey } from './burning-targets';
import { questionKey } from './measurements';

/** What is asked of the numbers again and again; the same for alerts that share it. `undefined`: nothing. */
export function questionOf(alert: AlertRules): string | undefined {
  // Thousands are asked for it at each look.
  if (QUESTIONS.has(alert)) return QUESTIONS.get(alert);
  const question = burnKey(alert) ?? thresholdKey(alert);
  QUESTIONS.set(alert, question);
  return question;
}

const QUESTIONS = new WeakMap<AlertRules, string | undefined>();

function thresholdKey(alert: AlertRules): string | undefined {
  const { condition } = alert;
  return condition.kind === 'threshold' ? questionKey({ ...alert, ...condition }) : undefined;
}
