import { Injectable } from '@nestjs/common';
import { Jobs } from '../../platform/jobs/jobs';
import { FileCleaning } from './file-cleaning';

/** All in milliseconds. Whoever erases a person waits for it. */
const EVERY = 5_000;
const RETRY = { first: EVERY, most: 300_000 };

/** Takes out of this receiver's files what was erased, wherever that was asked for. */
@Injectable()
export class FileCleaningJob {
  constructor(cleaning: FileCleaning, jobs: Jobs) {
    jobs.add({
      name: 'cleanFiles',
      everyMs: EVERY,
      retry: RETRY,
      run: () => cleaning.pass(),
      failure: 'what is erased could not be taken out of the files of the spool and will be tried again',
    });
  }
}
