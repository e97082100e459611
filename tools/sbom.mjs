// `npm run sbom`: what the built service ships, as CycloneDX JSON on standard output, from the packages that are
// installed here; no registry is asked. `npm run licences`: their licences; fails for one that is not known to be
// permissive.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { licenceProblems, licenceOf } from './licences.mjs';
import { npmCommand } from './npm-program.mjs';

const HELP = `npm run sbom [-- --help]      the bill of materials (CycloneDX JSON) of what ships, on standard output
npm run licences [-- --help]  the licences of what ships, one package a line; fails for what nobody has judged yet

Both read the packages that are installed, and ask no registry.`;

const [command = 'sbom', option] = process.argv.slice(2);
if (option !== undefined) console.log(HELP);
else if (command === 'licences') listLicences(readSbom());
else console.log(JSON.stringify(readSbom(), null, 2));

function readSbom() {
  const options = ['--sbom-format', 'cyclonedx', '--sbom-type', 'application'];
  const [program, given] = npmCommand(['sbom', ...options]);
  const sbom = JSON.parse(execFileSync(program, given, { encoding: 'utf8', maxBuffer: 2 ** 26 }));
  const ships = whatShips();
  // npm's own `--omit dev` also leaves out what tools and the service share.
  sbom.components = sbom.components.filter((component) => ships.has(component['bom-ref']));
  sbom.dependencies = sbom.dependencies
    .filter(({ ref }) => ships.has(ref) || ref === sbom.metadata.component['bom-ref'])
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => ships.has(one)) }));
  // npm names it after its folder.
  sbom.metadata.component.name = readJson('package.json').name;
  return sbom;
}

/** `name@version` of each package that not only tools need. */
function whatShips() {
  const packages = Object.entries(readJson('package-lock.json').packages);
  return new Set(
    packages
      .filter(([path, { dev }]) => path !== '' && dev !== true)
      .map(([path, { name, version }]) => `${name ?? path.replace(/^.*node_modules\//, '')}@${version}`),
  );
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function listLicences({ components }) {
  for (const component of components)
    console.log(`${component.name}@${component.version}\t${licenceOf(component)}`);
  const problems = licenceProblems(components);
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
