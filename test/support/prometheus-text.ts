interface Family {
  readonly help: string;
  readonly type: string;
  /** Sample name with its labels, as written → value. */
  readonly samples: Map<string, number>;
}

const HELP = /^# HELP ([a-z][a-z0-9_]*) (\S.*)$/;
const TYPE = /^# TYPE ([a-z][a-z0-9_]*) (counter|gauge|histogram)$/;
const SAMPLE = /^([a-z][a-z0-9_]*)(\{[a-z_]+="(?:[^"\\]|\\.)*"(?:,[a-z_]+="(?:[^"\\]|\\.)*")*\})? (\S+)$/;
const SUFFIX = /_(bucket|sum|count)$/;

/**
 * A page in Prometheus' text format 0.0.4, read strictly: every family has its help and type first and its
 * samples together, no sample stands twice, names follow the conventions, and histograms add up.
 */
export class PrometheusText {
  private readonly families = new Map<string, Family>();

  /** @throws Error naming the line that is wrong */
  constructor(text: string) {
    if (!text.endsWith('\n')) throw new Error('the last line does not end');
    let help: RegExpExecArray | null = null;
    let current: { name: string; family: Family } | undefined;
    for (const line of text.split('\n')) {
      if (line === '') continue;
      const wrong = (why: string) => new Error(`${why}: ${line}`);
      if (line.startsWith('# HELP')) {
        help = HELP.exec(line);
        if (!help) throw wrong('no help');
        continue;
      }
      if (line.startsWith('# TYPE')) {
        const [, name = '', type = ''] = TYPE.exec(line) ?? [];
        if (help?.[1] !== name) throw wrong('a type without its help before it');
        if (this.families.has(name)) throw wrong('a family stands twice');
        if (name.startsWith('signalzen_') && (type === 'counter') !== name.endsWith('_total'))
          throw wrong('a counter, and only a counter, ends in _total');
        current = { name, family: { help: help[2] ?? '', type, samples: new Map() } };
        this.families.set(name, current.family);
        continue;
      }
      const [, name = '', labels = '', number = ''] = SAMPLE.exec(line) ?? [];
      const value = numberOf(number);
      if (name === '' || value === undefined) throw wrong('no sample');
      const isOfHistogram = current?.family.type === 'histogram' && SUFFIX.test(name);
      if (current?.name !== (isOfHistogram ? name.replace(SUFFIX, '') : name))
        throw wrong('a sample of another family');
      if (current.family.samples.has(name + labels)) throw wrong('a sample stands twice');
      if (current.family.type === 'counter' && value < 0) throw wrong('a counter below zero');
      current.family.samples.set(name + labels, value);
    }
    for (const [name, family] of this.families) if (family.type === 'histogram') checkSums(name, family);
  }

  /** Names of the families, in their order. */
  names(): string[] {
    return [...this.families.keys()];
  }

  help(name: string): string {
    return this.families.get(name)?.help ?? '';
  }

  /** The value of a sample by its name and labels as written, such as `a_total{reason="x"}`; `undefined`: none. */
  value(sample: string): number | undefined {
    const name = sample.replace(/\{.*/, '');
    const family = this.families.get(name) ?? this.families.get(name.replace(SUFFIX, ''));
    if (!family) throw new Error(`there is no metric ${name}`);
    return family.samples.get(sample);
  }

  /** The values of a metric with one label, by the label's values; those that are 0 are left out. */
  nonZero(name: string): Record<string, number> {
    const samples = [...(this.families.get(name)?.samples ?? [])].filter(([, value]) => value !== 0);
    return Object.fromEntries(
      samples.map(([sample, value]) => [/="(.*)"\}$/.exec(sample)?.[1] ?? '', value]),
    );
  }
}

/** As Go reads it, and so Prometheus. */
function numberOf(text: string): number | undefined {
  if (text === '+Inf') return Infinity;
  if (/^nan$/i.test(text)) return Number.NaN;
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text) ? Number(text) : undefined;
}

function checkSums(name: string, { samples }: Family): void {
  if (
    samples.has(`${name}_count`) &&
    samples.get(`${name}_bucket{le="+Inf"}`) !== samples.get(`${name}_count`)
  )
    throw new Error(`${name}: the last bucket does not hold all`);
  const counts = [...samples].filter(([sample]) => /^[a-z_]+_bucket\{le="[^"]*"\}$/.test(sample));
  counts.reduce((before, [sample, count]) => {
    if (count < before) throw new Error(`${sample} holds less than the bucket before it`);
    return count;
  }, 0);
}
