import { Argument, Command } from 'commander';
import { COMPLETION_SCRIPTS } from './completion-scripts';
import type { Shell } from './completion-scripts';

/** Completes whatever program it is added to. */
export function completion(): Command {
  const command: Command = new Command('completion')
    .description('Prints what makes a shell complete commands and options.')
    .addArgument(new Argument('<shell>').choices(Object.keys(COMPLETION_SCRIPTS)))
    .addHelpText(
      'after',
      `
For one session:
  bash  source <(signalzen-analytics completion bash)
  zsh   source <(signalzen-analytics completion zsh)
  fish  signalzen-analytics completion fish | source
For all, put this line into ~/.bashrc, into ~/.zshrc after compinit, or into ~/.config/fish/config.fish.`,
    )
    .action((shell: Shell) => {
      if (command.parent !== null) process.stdout.write(COMPLETION_SCRIPTS[shell](command.parent));
    });
  return command;
}
