import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processEnvironment } from './process-environment';

describe('The environment of the process', () => {
  const before = process.cwd();
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'environment-'));
    process.chdir(folder);
  });
  afterEach(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
    for (const name of ['TRIED_FIRST', 'TRIED_SECOND']) Reflect.deleteProperty(process.env, name);
  });

  it('has what a file .env adds to it, and keeps what it has', () => {
    process.env['TRIED_SECOND'] = 'its own';
    writeFileSync('.env', '\ufeffTRIED_FIRST="from the file"\r\nTRIED_SECOND=other\r\n');
    expect(processEnvironment()).toMatchObject({ TRIED_FIRST: 'from the file', TRIED_SECOND: 'its own' });
  });

  it('needs no file', () => {
    expect(processEnvironment()).toBe(process.env);
  });

  it('refuses a file that it cannot read or understand, and shows nothing of it', () => {
    writeFileSync('.env', 'hidden\n');
    expect(() => processEnvironment()).toThrow(/invalid: line 1 of the file .env must be/);
    rmSync('.env');
    mkdirSync('.env');
    expect(() => processEnvironment()).toThrow('.env in the working directory cannot be read (EISDIR)');
  });
});
