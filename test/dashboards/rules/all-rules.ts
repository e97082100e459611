import { FORM_RULES } from './form-rules';
import { PANEL_RULES } from './panel-rules';
import type { Rule } from './rule';
import { SERIES_RULES } from './series-rules';
import { TABLE_RULES } from './table-rules';
import { TARGET_RULES } from './target-rules';

export const ALL_RULES: readonly Rule[] = [
  ...FORM_RULES,
  ...PANEL_RULES,
  ...TARGET_RULES,
  ...TABLE_RULES,
  ...SERIES_RULES,
];
