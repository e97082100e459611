import { runCommand } from './operate/cli/run-command';
import { runSupervised } from './service';

runCommand(runSupervised);
