import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { generatedFiles } from './generated-files';

new Command('dashboards')
  .description('Writes the Grafana dashboards and sample alerts in dashboards/ from dashboards/source.')
  .parse();

for (const [path, text] of generatedFiles()) {
  const file = join(resolve('dashboards'), path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(`dashboards/${path}`);
}
