import { Injectable } from '@nestjs/common';
import { AggregatorRegistry, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { MetricObject, MetricObjectWithValues, MetricValue } from 'prom-client';
import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { Shards } from '../../platform/clickhouse/shards';

/** A figure and what the metric says of it: its unit above all. */
export interface MetricDescription {
  readonly name: `signalzen_${string}`;
  readonly help: string;
}

/** Values of a metric by the values of its one label. */
export type LabelledValues = Iterable<readonly [labelValue: string, value: number]>;

/**
 * All metrics of the service. Counters and gauges are read where they are kept at the moment of a scrape, so that
 * nobody who counts has to know of Prometheus, or pays for it.
 */
@Injectable()
export class MetricsRegistry {
  readonly registry = new Registry();
  /** With the name of the shard; one may have several, by different parts of the process. */
  private readonly shards: (readonly [shard: string, metrics: MetricsRegistry])[] = [];

  get contentType(): string {
    return this.registry.contentType;
  }

  /**
   * Everything in Prometheus' text format.
   * @param ofAnother what {@link values} of another process has told: what both count is added up
   */
  async text(ofAnother: readonly object[] = []): Promise<string> {
    if (ofAnother.length === 0 && this.shards.length === 0) return this.registry.metrics();
    const own = await this.values();
    const all = [...own, ...(ofAnother as readonly MetricObject[])];
    // Of figures of a process, each has the name of its process, so that nothing is added to another's.
    return AggregatorRegistry.aggregate([
      all.map((one) => ({ ...one, aggregator: 'sum' as const })),
    ]).metrics();
  }

  /** Everything, for the process that shows the figures of all. */
  async values(): Promise<MetricObject[]> {
    const own = await this.registry.getMetricsAsJSON();
    const ofShards = await Promise.all(
      this.shards.map(async ([shard, metrics]) => labelled(await metrics.values(), shard)),
    );
    return [...own, ...ofShards.flat()];
  }

  /** Shows the figures of a shard among the others, each with the label `shard`. */
  addShard(name: string, metrics: MetricsRegistry): void {
    this.shards.push([name, metrics]);
  }

  /** Where the figures of each database go: of several shards, with the label `shard`; of a single one, here. */
  ofShards(
    shards: Shards,
  ): readonly { readonly metrics: MetricsRegistry; readonly clickhouse: ClickHouse }[] {
    if (!shards.areSeveral) return [{ metrics: this, clickhouse: shards.home.clickhouse }];
    return shards.all.map(({ name, clickhouse }) => {
      const metrics = new MetricsRegistry();
      this.addShard(name, metrics);
      return { metrics, clickhouse };
    });
  }

  /** @param read the sum since the start of the process */
  counter(description: MetricDescription, read: () => number): void {
    new Counter({
      ...description,
      registers: [this.registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  }

  /** A counter for each value of one label. */
  counterBy(label: string, description: MetricDescription, read: () => LabelledValues): void {
    new Counter<string>({
      ...description,
      labelNames: [label],
      registers: [this.registry],
      collect() {
        this.reset();
        for (const [labelValue, value] of read()) this.inc({ [label]: labelValue }, value);
      },
    });
  }

  /** @param read `undefined` where the value is not known: the metric is left out then, for 0 would be a lie */
  gauge(description: MetricDescription, read: () => number | undefined | Promise<number | undefined>): void {
    new Gauge({
      ...description,
      registers: [this.registry],
      async collect() {
        const value = await read();
        if (value === undefined) this.remove();
        else this.set(value);
      },
    });
  }

  /** A gauge for each value of one label; values that are not known are left out. */
  gaugeBy(
    label: string,
    description: MetricDescription,
    read: () => LabelledValues | Promise<LabelledValues>,
  ): void {
    new Gauge<string>({
      ...description,
      labelNames: [label],
      registers: [this.registry],
      async collect() {
        const values = await read();
        this.reset();
        for (const [labelValue, value] of values) this.set({ [label]: labelValue }, value);
      },
    });
  }

  /**
   * @param buckets upper bounds
   * @returns takes a value; it is cheap (a fraction of a microsecond) and does not throw
   */
  histogram(description: MetricDescription, buckets: readonly number[]): (value: number) => void {
    const histogram = new Histogram({ ...description, buckets: [...buckets], registers: [this.registry] });
    return (value) => {
      histogram.observe(value);
    };
  }
}

function labelled(metrics: readonly MetricObject[], shard: string): MetricObject[] {
  return (metrics as readonly MetricObjectWithValues<MetricValue<string>>[]).map((metric) => ({
    ...metric,
    values: metric.values.map((value) => ({ ...value, labels: { ...value.labels, shard } })),
  }));
}
