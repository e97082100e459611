import { runCommand } from './operate/cli/run-command';
import { programFor } from './program';

runCommand(async () => {
  const program = await programFor(process.argv[2]);
  await program.parseAsync();
});
