import { setTimeout as sleep } from 'node:timers/promises';
import { ClickHouse } from '../clickhouse';
import type { ClickHouseAccess } from '../clickhouse-access';

const BETWEEN_QUESTIONS = 25;

/**
 * Asks until the server answers the service's user: only ours knows its password, another program that has
 * taken the port in the meantime does not.
 * @returns false when it ended, or gave no answer in the given milliseconds
 */
export async function answersWithin(
  milliseconds: number,
  access: ClickHouseAccess,
  ended: Promise<unknown>,
): Promise<boolean> {
  const end = Date.now() + milliseconds;
  const gone = new AbortController();
  void ended.then(() => {
    gone.abort();
  });
  const probe = new ClickHouse('system');
  probe.connectTo(access);
  try {
    while (!gone.signal.aborted && Date.now() < end) {
      if (await answers(probe)) return true;
      await sleep(BETWEEN_QUESTIONS);
    }
    return false;
  } finally {
    await probe.close();
  }
}

/** Whether a server answers this user now. */
export async function answers(clickhouse: ClickHouse): Promise<boolean> {
  return clickhouse.ping().then(
    () => true,
    () => false,
  );
}
