import { readFileSync, writeFileSync } from 'node:fs';
import { settingsTables } from './settings-tables';

// Writes the tables of docs/configuration.md again, from the definitions of the settings.
const FILE = 'docs/configuration.md';
const TABLES = /(?<=<!-- settings -->\n)[^]*(?=<!-- end of settings -->)/;

const page = readFileSync(FILE, 'utf8');
if (!TABLES.test(page)) throw new Error(`${FILE} has lost the marks between which the settings stand`);
writeFileSync(
  FILE,
  page.replace(TABLES, () => `\n${settingsTables()}\n`),
);
