import { readFileSync, writeFileSync } from 'node:fs';
import { settingsFile, settingsTables } from './settings-tables';

// Writes again what is made from the definitions of the settings: the tables of docs/configuration.md, and the file of
// variables for systemd.
const PAGE = 'docs/configuration.md';
const TABLES = /(?<=<!-- settings -->\n)[^]*(?=<!-- end of settings -->)/;

const page = readFileSync(PAGE, 'utf8');
if (!TABLES.test(page)) throw new Error(`${PAGE} has lost the marks between which the settings stand`);
writeFileSync(
  PAGE,
  page.replace(TABLES, () => `\n${settingsTables()}\n`),
);
writeFileSync('deploy/systemd/environment', settingsFile());
