'use strict';
// Loaded before anything else, and therefore in a language that any Node understands: an older one would fail
// in the middle of some package, with an error that helps nobody. The versions are those of package.json.

var version = process.versions.node;
var parts = version.split('.');
var major = Number(parts[0]);
var minor = Number(parts[1]);

if (!(major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19))) {
  console.error(
    'This needs Node.js 20.19 or later, or 22.12 or later (24 is best); ' +
      process.execPath +
      ' is ' +
      version +
      '. Install a newer one: https://nodejs.org/en/download',
  );
  process.exit(1);
}
