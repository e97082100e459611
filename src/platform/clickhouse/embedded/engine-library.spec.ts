import { whyThereIsNone } from './engine-library';

describe('Why there is no embedded ClickHouse', () => {
  it.each([
    ['darwin', 'arm64', false, 'this is darwin on arm64'],
    ['linux', 'arm64', true, 'this is linux on arm64'],
    ['linux', 'x64', false, 'for glibc only'],
    ['linux', 'x64', true, 'is not installed: run `npm ci --include=optional`'],
  ])('is said as it is, with what to do: %s %s, glibc %s', (platform, arch, isGlibc, reason) => {
    const text = whyThereIsNone(platform, arch, isGlibc);
    expect(text).toContain(reason);
    expect(text).toContain('CLICKHOUSE_URL');
  });
});
