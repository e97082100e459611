// `npm run audit`: known weaknesses of the packages that ship. Exit code 0: none; 1: some; 2: no registry answered.
import { spawnSync } from 'node:child_process';
import { npmCommand } from './npm-program.mjs';

const NOT_CHECKED = 2;
const HELP = `npm run audit [-- --help]  asks the registry of npm for known weaknesses of the packages that ship

Exit code 0: none is known. 1: some are, and are listed. 2: no registry answered, nothing was checked.`;

if (process.argv.length > 2) console.log(HELP);
else audit();

function audit() {
  const [program, given] = npmCommand(['audit', '--json', '--omit=dev']);
  const { stdout, stderr } = spawnSync(program, given, { encoding: 'utf8' });
  const report = parseReport(stdout);
  if (report?.vulnerabilities === undefined) {
    const reason =
      report?.message || report?.error?.summary || stderr?.trim().split('\n')[0] || 'npm said nothing';
    console.error(`Nothing was checked: no registry answered the audit. ${reason}`);
    process.exitCode = NOT_CHECKED;
    return;
  }
  const found = Object.values(report.vulnerabilities);
  for (const { name, severity, range, fixAvailable } of found)
    console.log(`${severity}\t${name} ${range}\t${fixAvailable ? 'a fix is available' : 'no fix yet'}`);
  if (found.length === 0) console.log('No weakness is known of the packages that ship.');
  process.exitCode = found.length > 0 ? 1 : 0;
}

function parseReport(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
