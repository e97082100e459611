import { settingShapes } from '../src/platform/config/environment';
import type { SettingName } from '../src/platform/config/environment';
import { ROLES } from '../src/platform/config/roles';
import { SETTING_NOTES } from '../src/platform/config/setting-notes';
import type { SettingNote } from '../src/platform/config/setting-notes';

/** What no setting takes, unless it takes anything. */
const WRONG = '?';
const UNITS = [
  ['GiB', 2 ** 30],
  ['MiB', 2 ** 20],
] as const;

/** All settings as tables of Markdown, one under each heading. */
export function settingsTables(): string {
  return Object.entries(SETTING_NOTES)
    .map(([heading, notes]) => [`### ${heading}`, '', ...tableOf(notes), ''].join('\n'))
    .join('\n');
}

/** All settings as a file of variables that sets none: each line begins with `#`. */
export function settingsFile(): string {
  const groups = Object.entries(SETTING_NOTES).map(([heading, notes]) => {
    const lines = (Object.entries(notes) as [SettingName, SettingNote][]).map(([name, note]) => {
      const fallback = plain(defaultOf(name, note)).replace(/^–.*| \(.*$/, '');
      return [
        `# ${plain(note.meaning.replace(LINK_AT_END, ''))}`,
        `#   ${plain(valuesOf(name, note))}`,
        `#${name}=${fallback}`,
        '',
      ].join('\n');
    });
    return [`## ${heading}`, '', ...lines].join('\n');
  });
  return [
    '# The settings of signalzen-analytics, with their defaults: docs/configuration.md. This file holds secrets, so that',
    '# only root may read it (chmod 600). A change takes effect with: systemctl restart signalzen-analytics',
    '',
    ...groups,
  ].join('\n');
}

const LINK_AT_END = /: \[[^\]]*\]\([^)]*\)$/;

/** Without the marks of Markdown. */
function plain(text: string): string {
  return text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '');
}

function tableOf(notes: Readonly<Partial<Record<SettingName, SettingNote>>>): string[] {
  const rows = (Object.entries(notes) as [SettingName, SettingNote][]).map(([name, note]) => [
    `\`${name}\``,
    defaultOf(name, note),
    valuesOf(name, note),
    note.meaning,
    note.roles.length === ROLES.length ? 'all' : note.roles.map((role) => `\`${role}\``).join(', '),
  ]);
  const header = ['variable', 'default', 'what it may be', 'meaning', 'read by'];
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

function defaultOf(name: SettingName, { unset }: SettingNote): string {
  const parsed = settingShapes[name].safeParse(undefined);
  const value = parsed.success ? parsed.data : undefined;
  if (value === undefined || value === '') return `– (${unset ?? 'empty'})`;
  if (typeof value !== 'number') return `\`${Array.isArray(value) ? value.join(',') : String(value)}\``;
  const [unit, size] = UNITS.find(([, bytes]) => value % bytes === 0 && value > 0) ?? [];
  return unit === undefined ? `\`${value}\`` : `\`${value}\` (${value / size} ${unit})`;
}

/** As the error says it to whoever sets something else. */
function valuesOf(name: SettingName, { values }: SettingNote): string {
  if (values !== undefined) return values;
  const message = settingShapes[name].safeParse(WRONG).error?.issues[0]?.message;
  const said = /^must be (.*)$/.exec(message ?? '')?.[1];
  if (said === undefined)
    throw new Error(`${name} needs "values" in setting-notes.ts: its error does not say them`);
  return said;
}
