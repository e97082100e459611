import './require-node.cjs';
import { runCommand } from './cli/run-command';
import { runService } from './service';

runCommand(runService);
