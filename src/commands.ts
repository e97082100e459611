import type { Command } from 'commander';

/** A module of a command exports it by this name. */
interface CommandModule {
  readonly command: Command;
}

/** The commands of the program by their names, in the order of its help. Each is loaded only when it is needed. */
export const COMMANDS: Readonly<Record<string, () => Promise<CommandModule>>> = {
  start: () => import('./start.js'),
  migrate: () => import('./operate/cli/migrate.js'),
  backup: () => import('./operate/cli/backup.js'),
  restore: () => import('./operate/cli/restore.js'),
  move: () => import('./operate/cli/move.js'),
  doctor: () => import('./operate/cli/doctor.js'),
  backfill: () => import('./operate/cli/backfill.js'),
  replay: () => import('./operate/cli/replay.js'),
  rebuild: () => import('./operate/cli/rebuild.js'),
  config: () => import('./operate/cli/config.js'),
  token: () => import('./operate/cli/token.js'),
  share: () => import('./operate/cli/share.js'),
  'sign-ins': () => import('./operate/cli/sign-ins.js'),
  erase: () => import('./operate/cli/erase.js'),
  'export-person': () => import('./operate/cli/export-person.js'),
  retention: () => import('./operate/cli/retention.js'),
  demo: () => import('../simulator/demo.js'),
  notify: () => import('./operate/cli/notify.js'),
  simulate: () => import('../simulator/simulate.js'),
};
