import { readdir } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { loadRules } from '../../platform/rules/load-rules';
import type { RulesSettings } from '../../platform/rules/load-rules';
import { isUnfinishedName, parseDrainedName, parseSegmentName } from '../../receive/spool/segment-names';

/** A file that is to be in a backup. */
export interface KeptFile {
  /** In the backup. */
  readonly path: string;
  readonly from: string;
}

/** Of the data directory: what is kept otherwise, and what is of no use to another process. */
const LEFT_OUT =
  /^(clickhouse|backup-work|lock|.*\.(lock|sock|next|rewriting)|last-backup\.json|unfinished-restore\.json)$/;

/** What lies in the data directory beside the tables and the segments of the spool, such as what was set aside. */
export async function filesOfDataDirectory(dataDir: string): Promise<KeptFile[]> {
  const files: KeptFile[] = [];
  const visit = async (folder: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const from = join(folder, entry.name);
      const isSegment = [parseDrainedName, parseSegmentName].some((parse) => parse(entry.name) !== undefined);
      if (LEFT_OUT.test(entry.name) || isSegment || isUnfinishedName(entry.name)) continue;
      if (entry.isDirectory()) await visit(from);
      else if (entry.isFile()) files.push({ path: inBackup('files', relative(dataDir, from)), from });
    }
  };
  await visit(dataDir);
  return files;
}

/**
 * The file of rules, and the calendars that it names.
 * @throws RulesError where these are not what a service could be started with
 */
export function filesOfRules(settings: RulesSettings): KeptFile[] {
  const { file, paths } = loadRules(settings);
  if (file === undefined) return [];
  const folder = dirname(settings.configFile.path);
  return paths
    .filter((path) => !relative(folder, path).startsWith('..'))
    .map((from) => ({ path: inBackup('config', relative(folder, from)), from }));
}

function inBackup(folder: string, path: string): string {
  return [folder, ...path.split(sep)].join('/');
}
