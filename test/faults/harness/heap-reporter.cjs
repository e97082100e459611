'use strict';
// Loaded into the service with --require and --expose-gc: at SIGUSR2 it collects all garbage and writes what is left.
const { renameSync, writeFileSync } = require('node:fs');

process.on('SIGUSR2', () => {
  for (let times = 0; times < 3; times += 1) globalThis.gc();
  const file = process.env.HEAP_REPORT;
  writeFileSync(`${file}.next`, String(process.memoryUsage().heapUsed));
  renameSync(`${file}.next`, file);
});
