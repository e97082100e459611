import { resolve } from 'node:path';
import { Command } from 'commander';
import { processEnvironment } from '../../platform/config/process-environment';
import { readSettings } from '../../platform/config/read-settings';
import type { Settings } from '../../platform/config/settings';
import type { TakenCalendar } from '../../platform/rules/calendars';
import { loadRules } from '../../platform/rules/load-rules';
import type { LoadedRules } from '../../platform/rules/load-rules';
import { problemText } from '../../platform/rules/rules-problem';
import { rulesJsonSchema } from '../../platform/rules/schema/rules-schema';

interface Options {
  check?: boolean;
  schema?: boolean;
  holidays?: boolean;
}

export const command = new Command('config')
  .description('Checks the file of rules: schedules, targets, teams, accounts and how people sign in.')
  .argument('[file]', 'another file than that of CONFIG_FILE (default: analytics.yaml beside .env)')
  .option(
    '--check',
    'say everything that is wrong with it, or that it is right (this is what it does by default)',
  )
  .option('--holidays', 'show which days are taken from .ics files, and what is left out')
  .option('--schema', 'print the JSON Schema of such files, by which editors complete them')
  .addHelpText(
    'after',
    `
The file is read with the settings of the service, which name the accounts: run this command where the service runs,
or give it the same environment. Nothing is changed, and the service need not run. A running service reads a changed
file by itself, or at once on SIGHUP; a file that is wrong changes nothing there.
docs/rules.md describes the file, and analytics.example.yaml shows all of it.
Exits with 1 when something is wrong.`,
  )
  .action(config);

/** Without making secrets where there are none: nothing of them is needed here. */
function settingsWithoutSecrets(file: string | undefined): Settings {
  const settings = readSettings(processEnvironment(), () => ({ signalzenApiSecret: '', apiToken: '' }));
  return file === undefined ? settings : { ...settings, configFile: { path: resolve(file), isNamed: true } };
}

function counted(amount: number, one: string): string {
  return `${amount} ${one}${amount === 1 ? '' : 's'}`;
}

function showCheck({ file: name, rules, warnings }: LoadedRules): void {
  for (const warning of warnings) console.log(`warning: ${problemText(warning)}`);
  if (name === undefined) {
    console.log(
      'There is no analytics.yaml here: no rules. analytics.example.yaml shows what may stand in one.',
    );
    return;
  }
  const { schedules, targets, teams, accounts } = rules;
  const parts = [
    counted(schedules.size, 'schedule'),
    counted(targets.size, 'target'),
    counted(teams.size, 'team'),
    counted(accounts.size, 'account'),
  ];
  console.log(`${name} is right: ${parts.join(', ')}.`);
}

function showHolidays({ calendars }: LoadedRules): void {
  if (calendars.length === 0) console.log('The rules name no .ics file.');
  for (const calendar of calendars) showCalendar(calendar);
}

function showCalendar({ request, taken, leftOut }: TakenCalendar): void {
  const narrowed = [
    ...(request.only.length > 0 ? [`only ${request.only.join(', ')}`] : []),
    ...(request.except.length > 0 ? [`except ${request.except.join(', ')}`] : []),
    ...(request.takesFree ? ['free ones as well'] : []),
  ];
  const how = narrowed.length === 0 ? '' : ` (${narrowed.join('; ')})`;
  console.log(`${request.file}${how}: ${counted(taken.length, 'day')}`);
  for (const { day, name } of taken.toSorted((one, other) => (one.day < other.day ? -1 : 1)))
    console.log(`  ${day}  ${name}`);
  const reasons = [
    ['by only and except', leftOut.byTitle],
    ['shown as free (take them with `free: true`)', leftOut.free],
    ['not all day', leftOut.timed],
    ['cancelled', leftOut.cancelled],
  ] as const;
  for (const [reason, titles] of reasons) {
    const different = [...new Set(titles)].sort();
    if (titles.length > 0) console.log(`  left out, ${reason}: ${titles.length}: ${different.join(', ')}`);
  }
}

function config(file: string | undefined, options: Options): void {
  if (options.schema === true) {
    console.log(JSON.stringify(rulesJsonSchema(), null, 2));
    return;
  }
  const loaded = loadRules(settingsWithoutSecrets(file));
  if (options.holidays === true) showHolidays(loaded);
  if (options.check === true || options.holidays !== true) showCheck(loaded);
}
