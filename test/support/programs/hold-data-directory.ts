import { DataDirectoryLock } from '../../../src/platform/data-directory/data-directory-lock';

/** Takes the lock of a data directory and keeps it until killed. */
setInterval(() => undefined, 1000);
void DataDirectoryLock.take(process.argv[2] ?? '').then(() => process.stdout.write('locked\n'));
