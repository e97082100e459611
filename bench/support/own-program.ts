/** For programs that the bench starts: what they were told to do. They end when the bench does. */
export function ordersFromBench(): unknown {
  process.stdin.on('end', () => process.exit(0)).resume();
  return JSON.parse(process.argv[2] ?? '{}');
}

/** Tells the bench, in one line. */
export function tellBench(said: object): void {
  process.stdout.write(`${JSON.stringify(said)}\n`);
}
