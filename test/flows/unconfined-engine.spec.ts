import { spawnSync } from 'node:child_process';
import { BI_PASSWORD } from '../support/embedded-access';
import { untilRolledUp } from '../support/graphql-client';
import { RunningService, temporaryDataDir } from '../support/running-service';

const isHere = (program: string) => spawnSync(program, ['-V']).status === 0;
const itWithStrace = isHere('strace') ? it : it.skip;

/** The kernel as it would answer without Landlock. */
const WITHOUT_LANDLOCK = [
  ...['strace', '-D', '-f', '-qq', '-o', '/dev/null', '-e', 'trace=landlock_create_ruleset'],
  ...['-e', 'inject=landlock_create_ruleset:error=ENOSYS'],
];

describe('On a kernel that cannot confine the engine', () => {
  itWithStrace('the service works, and warns of what is open to whom', async () => {
    const dataDir = await temporaryDataDir();
    const service = await RunningService.start({
      dataDir: dataDir.path,
      environment: { BI_PASSWORD },
      through: WITHOUT_LANDLOCK,
    });
    await untilRolledUp(service.url);
    const warnings = service.lastLines.filter((line) => line.includes('could not be confined'));
    await service.stop();
    await dataDir.remove();
    expect(warnings).toHaveLength(1);
    expect(JSON.parse(warnings[0] ?? '')).toMatchObject({ level: 'warn' });
    for (const what of ['Linux 5.19', 'bi CAN READ EVERY FILE', 'docs/operations.md'])
      expect(warnings[0]).toContain(what);
  });
});
