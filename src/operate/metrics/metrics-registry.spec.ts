import { MetricsRegistry } from './metrics-registry';

/** The samples, without help and types. */
async function samplesOf(metrics: MetricsRegistry): Promise<string[]> {
  return (await metrics.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

describe('MetricsRegistry', () => {
  it('reads every figure again at each scrape', async () => {
    const metrics = new MetricsRegistry();
    let value = 3;
    metrics.counter({ name: 'signalzen_a_total', help: 'A.' }, () => value);
    metrics.counterBy('kind', { name: 'signalzen_b_total', help: 'B.' }, () => [
      ['x', value],
      ['y"', 0],
    ]);
    metrics.gauge({ name: 'signalzen_c', help: 'C.' }, () => Promise.resolve(value));
    expect(await metrics.text()).toContain('# HELP signalzen_a_total A.\n# TYPE signalzen_a_total counter\n');
    for (value of [5, 4]) {
      expect(await samplesOf(metrics)).toEqual([
        `signalzen_a_total ${value}`,
        `signalzen_b_total{kind="x"} ${value}`,
        'signalzen_b_total{kind="y\\""} 0',
        `signalzen_c ${value}`,
      ]);
    }
  });

  it('leaves out a gauge while its value is not known, for 0 would be a lie', async () => {
    const metrics = new MetricsRegistry();
    let value: number | undefined;
    metrics.gauge({ name: 'signalzen_a', help: 'A.' }, () => value);
    expect(await samplesOf(metrics)).toEqual([]);
    value = 0;
    expect(await samplesOf(metrics)).toEqual(['signalzen_a 0']);
    value = undefined;
    expect(await samplesOf(metrics)).toEqual([]);
  });

  it('sorts observed values into buckets', async () => {
    const metrics = new MetricsRegistry();
    const observe = metrics.histogram({ name: 'signalzen_a', help: 'A.' }, [1, 2]);
    for (const value of [1, 1.5, 7]) observe(value);
    expect(await samplesOf(metrics)).toEqual([
      'signalzen_a_bucket{le="1"} 1',
      'signalzen_a_bucket{le="2"} 2',
      'signalzen_a_bucket{le="+Inf"} 3',
      'signalzen_a_sum 9.5',
      'signalzen_a_count 3',
    ]);
  });

  it('shows the figures of shards among its own, each with its shard, whatever another process adds', async () => {
    const [metrics, one, two] = [new MetricsRegistry(), new MetricsRegistry(), new MetricsRegistry()];
    metrics.counter({ name: 'signalzen_a_total', help: 'A.' }, () => 1);
    for (const [index, shard] of [one, two].entries()) {
      shard.gauge({ name: 'signalzen_b', help: 'B.' }, () => index);
      shard.histogram({ name: 'signalzen_c', help: 'C.' }, [1])(index);
      metrics.addShard(String(index + 1), shard);
    }
    const samples = [
      'signalzen_a_total 1',
      'signalzen_b{shard="1"} 0',
      'signalzen_b{shard="2"} 1',
      'signalzen_c_bucket{le="1",shard="1"} 1',
    ];
    expect(await samplesOf(metrics)).toEqual(expect.arrayContaining(samples));
    const receiver = new MetricsRegistry();
    receiver.counter({ name: 'signalzen_d_total', help: 'D.' }, () => 4);
    expect(await receiver.text(await metrics.values())).toContain('signalzen_b{shard="2"} 1');
  });

  it('fails as a whole when a figure cannot be read, rather than show what was true before', async () => {
    const metrics = new MetricsRegistry();
    metrics.counter({ name: 'signalzen_a_total', help: 'A.' }, () => {
      throw new Error('no figure');
    });
    await expect(metrics.text()).rejects.toThrow('no figure');
  });
});
