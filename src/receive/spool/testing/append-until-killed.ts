import { writeSync } from 'node:fs';
import pino from 'pino';
import { Spool } from '../spool';

/**
 * A process to be killed: appends to the spool in the directory given as its first argument as fast as it can,
 * numbering the bodies from its second argument on, and writes a line with the number of each confirmed one.
 */
const [directory = '', first = '0'] = process.argv.slice(2);
const CONCURRENT = 16;

async function appendForEver(): Promise<void> {
  const spool = await Spool.open({
    directory,
    log: pino({ level: 'silent' }),
    segmentBytes: 256 << 10,
    maxPendingBytes: 1 << 30,
    minFreeBytes: 0,
  });
  let next = Number(first);
  const appendNext = (): void => {
    const number = next++;
    const body = Buffer.from(JSON.stringify({ number, text: 'x'.repeat(number % 700) }));
    spool.append({ account: 'default', receivedAt: Date.now(), occurrence: 0n, body }, (error) => {
      if (error) throw error;
      writeSync(1, `${number}\n`);
      appendNext();
    });
  };
  for (let index = 0; index < CONCURRENT; index += 1) appendNext();
}

void appendForEver();
