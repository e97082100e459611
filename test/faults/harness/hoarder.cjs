'use strict';
// Loaded into the service with --require: at SIGUSR2 a process takes memory until there is none left for it.
process.on('SIGUSR2', () => {
  const hoard = [];
  for (;;) hoard.push(Array.from({ length: 10_000 }, (_, index) => ({ index })));
});
