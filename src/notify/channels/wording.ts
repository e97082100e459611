import type { Notice } from '../notices/notice';

export const MAY_BE_REPEAT = 'Possibly a repeat: whether this arrived before is not known.';

const WORDS: Readonly<Record<Notice['type'], string>> = {
  'alert.firing': '',
  'alert.resolved': 'Resolved: ',
  'alert.no_data': 'No data: ',
  'alert.error': 'Not checked: ',
  digest: '',
  'channel.disabled': '',
  test: 'Trial: ',
};

const SIGNS: Readonly<Record<NonNullable<Notice['severity']>, string>> = {
  info: '',
  warning: '',
  critical: 'Critical: ',
};

/** The title with what kind of news it is, in one line. */
export function headline({ type, severity, title }: Pick<Notice, 'type' | 'severity' | 'title'>): string {
  const isNews = type === 'alert.firing' || type === 'channel.disabled';
  const sign = isNews && severity !== undefined ? SIGNS[severity] : '';
  return `${WORDS[type]}${sign}${title}`.replace(/[\r\n]+/g, ' ');
}
