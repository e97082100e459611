import './require-node.cjs';
import { runCommand } from './operate/cli/run-command';
import { runSupervised } from './service';

runCommand(runSupervised);
