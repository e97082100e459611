import { DataDirectoryLock } from '../../../src/platform/data-directory/data-directory-lock';

/** Takes the lock of a data directory and keeps it until killed. */
DataDirectoryLock.take(process.argv[2] ?? '');
process.stdout.write('locked\n');
setInterval(() => undefined, 1000);
