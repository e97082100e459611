import { FORM_RULES } from './form-rules';
import { PANEL_RULES } from './panel-rules';
import type { Rule } from './rule';
import { TARGET_RULES } from './target-rules';

export const ALL_RULES: readonly Rule[] = [...FORM_RULES, ...PANEL_RULES, ...TARGET_RULES];
