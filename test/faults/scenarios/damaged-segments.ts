import { cpSync, mkdirSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { segmentName, parseSegmentName } from '../../../src/receive/spool/segment-names';
import { Bodies } from '../harness/bodies';
import { digestOf } from '../harness/digest';
import { judge } from '../harness/judge';
import { copySpool, openSpool, overwrite, placedRecords, readAll, segmentFiles } from '../harness/spool-copy';
import type { PlacedRecord } from '../harness/spool-copy';
import type { Stage } from '../harness/stage';
import type { Scenario } from '../scenario';

const SEGMENT_BYTES = 64 << 10;
const RECORDS = 300;
const PAGE_BYTES = 4096;

/** What a damage took: these acknowledged records may be gone, and no others. */
type Damage = (directory: string, records: readonly PlacedRecord[]) => readonly PlacedRecord[];

/** Fills a spool, then damages copies of it, one after the other, and reads each. */
async function damageCopies(stage: Stage, damages: Iterable<Damage>): Promise<void> {
  const { ledger, tally, folder, random } = stage;
  const original = join(folder, 'original');
  mkdirSync(original);
  const spool = await openSpool(original, SEGMENT_BYTES);
  const bodies = new Bodies('s', random.fork());
  for (let count = 0; count < RECORDS; count += 1) {
    const { nonce, body } = bodies.message(random.whole(10, 700));
    const digest = digestOf(body);
    ledger.noteSent(nonce, digest);
    await spool.store({ account: 'default', receivedAt: Date.now(), occurrence: 0n, body });
    ledger.noteAcknowledged(digest);
  }
  await spool.close();
  const [placed, sent] = [await placedRecords(original, digestOf), ledger.read()];
  for (const damage of damages) {
    tally.rounds += 1;
    if (tally.rounds % 50 === 1) stage.progress(`damage ${tally.rounds}`);
    const copy = join(folder, 'copy');
    copySpool(original, copy);
    const hit = damage(copy, placed);
    const excused = new Set(hit.map(({ digest }) => digest));
    const found = (await readAll(copy, SEGMENT_BYTES)).map(({ segmentId, sequence, body }) => ({
      deliveryId: `${segmentId}-${sequence}`,
      nonce: /"nonce":"([^"]*)"/.exec(body.toString('latin1'))?.[1] ?? '',
      digest: digestOf(body),
    }));
    tally.addVerdict(judge(sent, found, (digest) => excused.has(digest)));
    const isLost = found.length < RECORDS;
    const isSilent = readdirSync(join(copy, 'quarantine')).length === 0;
    // A file that is gone, or that ends early, leaves nothing to keep.
    if (isLost && isSilent && hit.every(({ file }) => readdirSync(copy).includes(file)))
      tally.problems.push(`round ${tally.rounds}: records are gone and nothing is in quarantine`);
    rmSync(copy, { recursive: true });
  }
}

/** One byte anywhere in what is written changes. */
function* flips(stage: Stage): Generator<Damage> {
  const { random } = stage;
  for (let count = stage.rounds(1_000, 60); count > 0; count -= 1)
    yield (directory, records) => {
      const [file = '', end] = endOfSome(records, random.whole(0, records.length - 1));
      const at = random.whole(0, end - 1);
      const change = random.whole(1, 255);
      overwrite(join(directory, file), at, (bytes) => Buffer.from([(bytes[0] ?? 0) ^ change]), 1);
      return records.filter((record) => record.file === file && record.from <= at && at < record.to);
    };
}

function endOfSome(records: readonly PlacedRecord[], index: number): [string | undefined, number] {
  const file = records[index]?.file;
  return [file, Math.max(...records.filter((record) => record.file === file).map(({ to }) => to))];
}

/** The last segment ends at each byte of its last record in turn, as after a crash that kept only a part. */
function* truncations(stage: Stage): Generator<Damage> {
  const step = stage.isShort ? 23 : 1;
  let length = Number.POSITIVE_INFINITY;
  for (let offset = 0; offset < length; offset += step)
    yield (directory, records) => {
      const last = records.at(-1);
      if (!last) throw new Error('There is no last record.');
      length = last.to - last.from;
      truncateSync(join(directory, last.file), last.from + offset);
      return [last];
    };
}

/** One page after the other becomes zeros. */
function* zeroedPages(stage: Stage): Generator<Damage> {
  let pages = Number.POSITIVE_INFINITY;
  for (let page = 0; page < pages; page += stage.isShort ? 5 : 1)
    yield (directory, records) => {
      const [file = '', end] = endOfSome(records, 0);
      pages = Math.ceil(end / PAGE_BYTES);
      const [from, to] = [page * PAGE_BYTES, (page + 1) * PAGE_BYTES];
      overwrite(join(directory, file), from, () => Buffer.alloc(PAGE_BYTES), PAGE_BYTES);
      return records.filter((record) => record.file === file && record.from < to && from < record.to);
    };
}

/** Each segment in turn is gone. */
function* missingSegments(): Generator<Damage> {
  let count = Number.POSITIVE_INFINITY;
  for (let index = 0; index < count; index += 1)
    yield (directory, records) => {
      const files = [...new Set(records.map(({ file }) => file))];
      count = files.length;
      const file = files[index] ?? '';
      rmSync(join(directory, file));
      return records.filter((record) => record.file === file);
    };
}

/** Each segment in turn is there twice, as a file with the id of another segment. */
function* doubledSegments(): Generator<Damage> {
  let count = Number.POSITIVE_INFINITY;
  for (let index = 0; index < count; index += 1)
    yield (directory) => {
      const files = segmentFiles(directory);
      count = files.length;
      const file = files[index] ?? '';
      cpSync(join(directory, file), join(directory, segmentName((parseSegmentName(file) ?? 0n) + 1n)));
      return [];
    };
}

function scenario(name: string, damages: (stage: Stage) => Iterable<Damage>): Scenario {
  return { name, row: 'bit rot in a segment', play: (stage) => damageCopies(stage, damages(stage)) };
}

export const damagedSegments: readonly Scenario[] = [
  scenario('a byte of a segment flipped', flips),
  scenario('cut off in the last record', truncations),
  scenario('a page of a segment zeroed', zeroedPages),
  scenario('a segment missing', missingSegments),
  scenario('a segment twice', doubledSegments),
];
