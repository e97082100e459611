import { runCommand } from './operate/cli/run-command';
import { runService } from './service';

runCommand(runService);
