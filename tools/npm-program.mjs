/** How npm is started: as the program that runs this, which is a script of Node's also where a shell's would not do. */
export function npmCommand(options) {
  const { npm_execpath: npm = '' } = process.env;
  return /npm-cli\.c?js$/.test(npm) ? [process.execPath, [npm, ...options]] : ['npm', options];
}
