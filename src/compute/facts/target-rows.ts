import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { Rules, TargetRules, TargetVersion } from '../../platform/rules/rules';
import { RowBinaryWriter } from '../../store/drain/row-binary-writer';
import { editionOf } from './edition';

const COLUMNS = [
  'edition',
  'target',
  'measure',
  'from_ms',
  'until_ms',
  'within_ms',
  'is_working',
  'early_is_breach',
  'last_word_is_breach',
  'accounts',
  'copilots',
  'pages',
  'attributes',
];
/** Earlier and later than any time that is believed. */
const ALWAYS = Number.MAX_SAFE_INTEGER;

/** What shapes facts: how many shall keep a target is only looked up when somebody asks. */
type ShapingVersion = Omit<TargetVersion, 'goal'>;
type ShapingTarget = Pick<TargetRules, 'name' | 'measure'> & { readonly versions: readonly ShapingVersion[] };

/** The targets as the rules say them, for ClickHouse to compute with: the rows of the table `target_rules`. */
export class TargetRows {
  private constructor(
    private readonly targets: readonly ShapingTarget[],
    /** Names these targets: a number of 64 bits, 0 where there are none. */
    readonly edition: bigint,
  ) {}

  static of({ targets }: Pick<Rules, 'targets'>): TargetRows {
    const shaping = [...targets.values()]
      .map(({ name, measure, versions }) => ({ name, measure, versions: versions.map(withoutGoal) }))
      .sort((one, other) => (one.name < other.name ? -1 : 1));
    return new TargetRows(shaping, shaping.length === 0 ? 0n : editionOf(shaping));
  }

  /** Stores them in ClickHouse, unless they are there. */
  async store(clickhouse: ClickHouse): Promise<void> {
    if (this.targets.length === 0) return;
    const [row] = await clickhouse.query<{ are_there: number }>('facts/are_target_rules', {
      edition: this.edition,
    });
    if (row?.are_there === 1) return;
    await clickhouse.insertBinary('target_rules', COLUMNS, this.rows());
    // Comes last: an insert that was broken off may have left some of the rows.
    await clickhouse.insertBinary('target_rules', COLUMNS, this.mark());
  }

  private rows(): Buffer {
    const rows = new RowBinaryWriter();
    for (const { name, measure, versions } of this.targets) {
      for (const [index, version] of versions.entries())
        this.write(rows, { name, measure, version, until: versions[index + 1]?.from ?? ALWAYS });
    }
    return rows.bytes();
  }

  /** Of the target without a name, which nobody has: that all of this edition are there. */
  private mark(): Buffer {
    const row = new RowBinaryWriter();
    this.write(row, { name: '', measure: '', version: NO_VERSION, until: 0 });
    return row.bytes();
  }

  private write(rows: RowBinaryWriter, { name, measure, version, until }: Row): void {
    rows.uint64(this.edition);
    rows.text(name);
    rows.text(measure);
    rows.int64(Math.max(version.from, -ALWAYS));
    rows.int64(until);
    rows.int64(version.withinMs);
    rows.bool(version.clock === 'WORKING');
    rows.bool(version.endedEarly === 'BREACH');
    rows.bool(version.lastWord === 'BREACH');
    rows.texts(version.accounts);
    rows.list(version.copilot === undefined ? [] : [version.copilot], (copilot) => {
      rows.bool(copilot);
    });
    rows.texts(version.pages);
    rows.list([...version.attributes], ([attribute, values]) => {
      rows.text(attribute);
      rows.texts(values);
    });
  }
}

interface Row {
  readonly name: string;
  readonly measure: string;
  readonly version: ShapingVersion;
  readonly until: number;
}

const NO_VERSION: ShapingVersion = {
  from: 0,
  withinMs: 0,
  clock: 'CALENDAR',
  endedEarly: 'EXCLUDE',
  lastWord: 'IGNORE',
  accounts: [],
  copilot: undefined,
  pages: [],
  attributes: new Map(),
};

function withoutGoal(version: TargetVersion): ShapingVersion {
  const { from, withinMs, clock, endedEarly, lastWord, accounts, copilot, pages, attributes } = version;
  return { from, withinMs, clock, endedEarly, lastWord, accounts, copilot, pages, attributes };
}
