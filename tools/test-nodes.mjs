// Runs flows on each Node that is supported: `npm run test:nodes`, or `npm run test:nodes -- 22 first-event` for one of
// them and the flows of a pattern; `others` are all but the one that runs this, and `telling` the flows that tell most
// about a Node in little time. The programs come from the npm registry's package `node`, kept below the system's folder
// for temporary files; what the service starts is run by the same one.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

const RELEASES = ['20', '22', '24'];
const ALL_FLOWS = 'test/flows/';
/** Sockets, streams, child processes, files and native code. */
const TELLING = ['first-event', 'embedded-clickhouse', 'streamed-rows'];

const given = process.argv.slice(2);
const named = given.filter((one) => RELEASES.includes(one));
const [own] = process.versions.node.split('.');
const others = given.includes('others') ? RELEASES.filter((one) => one !== own) : [];
const releases = [...named, ...others];
const patterns = given
  .filter((one) => one !== 'others' && !RELEASES.includes(one))
  .map((one) => (one === 'telling' ? `test/flows/(${TELLING.join('|')})\\.spec` : one));
const store = join(tmpdir(), `signalzen-analytics-nodes-${userInfo().uid}`);
const failed = [];

for (const release of releases.length > 0 ? releases : RELEASES) {
  const node = nodeOf(release);
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  console.log(`\nNode ${version}`);
  const jest = ['node_modules/jest/bin/jest.js', '--selectProjects', 'flows', '--testPathPatterns'];
  const { status } = spawnSync(node, [...jest, ...(patterns.length > 0 ? patterns : [ALL_FLOWS])], {
    stdio: 'inherit',
  });
  if (status !== 0) failed.push(version);
}
if (failed.length > 0) console.error(`\nFailed on: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;

/** The program of a release, installed once. */
function nodeOf(release) {
  const folder = join(store, release);
  const program = join(folder, 'node_modules', 'node', 'bin', 'node');
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const install = [
      'install',
      '--prefix',
      folder,
      '--no-save',
      '--no-audit',
      '--no-fund',
      `node@${release}`,
    ];
    execFileSync('npm', install, { stdio: 'inherit' });
  }
  return program;
}
