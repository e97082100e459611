import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPackage } from '../../test/support/installed-package';
import type { OtherProgram } from '../support/built-service';
import type { Workshop } from '../support/workshop';
import type { ControlGroup } from './control-group';

/** Becomes what follows, as a member of the groups named in the first argument. */
const JOIN = 'for file in $0; do echo $$ > "$file" || exit 1; done; exec "$@"';

/**
 * The packed service and Node in files of their own: pages that another process has in memory already would count
 * for nobody here. Runs as a member of the group, on one processor as far as it can see.
 */
export async function limitedProgram(workshop: Workshop, group: ControlGroup): Promise<OtherProgram> {
  const folder = await workshop.newFolder('package');
  const { program: main } = await installPackage(folder, 'copies');
  const node = join(folder, 'node');
  copyFileSync(process.execPath, node);
  forgetPages(folder);
  const onOneProcessor = ['taskset', '--cpu-list', String(lastProcessor())];
  return { main, command: ['sh', '-c', JOIN, group.members.join(' '), ...onOneProcessor, node] };
}

/** Writes to disk what the system still keeps of the files of a folder, and drops it from memory. */
export function forgetPages(folder: string): void {
  execFileSync('sync', ['--file-system', folder]);
  const drop = ['dd', 'if={}', 'iflag=nocache', 'count=0', 'status=none'];
  execFileSync('find', [folder, '-type', 'f', '-exec', ...drop, ';']);
}

/** Of those on which this process may run. */
function lastProcessor(): number {
  const list = /Cpus_allowed_list:\s*(\S+)/.exec(readFileSync('/proc/self/status', 'latin1'))?.[1] ?? '0';
  return Number(list.split(/[,-]/).at(-1));
}
