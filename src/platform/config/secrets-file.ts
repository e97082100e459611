import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExplainedError } from '../explained-error';
import { z } from 'zod';
import { DataDirectoryUnusable } from '../data-directory/data-directory-unusable';
import { makeDirectory } from '../data-directory/make-directory';

const schema = z.object({ signalzenApiSecret: z.string().min(16), apiToken: z.string().min(16) });
export type GeneratedSecrets = z.infer<typeof schema>;

/** The file of generated secrets is not what this service wrote; the message says what to do. */
export class SecretsFileDamaged extends ExplainedError {
  readonly code = 'SECRETS_FILE_DAMAGED';
}

/** The file in `DATA_DIR` that holds what the first start generated. */
export function secretsFileIn(dataDir: string): string {
  return join(dataDir, 'secrets.json');
}

/**
 * The generated webhook secret and API token of this data directory, made at the first call and readable by
 * the file's owner only.
 * @throws SecretsFileDamaged when the file is there and is not what this service wrote
 * @throws DataDirectoryUnusable when it cannot be read, or not be made
 */
export function readOrCreateSecretsFile(dataDir: string): GeneratedSecrets {
  return DataDirectoryUnusable.during(dataDir, () => readOrCreate(dataDir));
}

function readOrCreate(dataDir: string): GeneratedSecrets {
  makeDirectory(dataDir);
  const file = secretsFileIn(dataDir);
  const secrets = { signalzenApiSecret: randomText(), apiToken: randomText() };
  try {
    writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true });
    return secrets;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const text = DataDirectoryUnusable.during(file, () => readFileSync(file, 'utf8'));
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) {
    throw new SecretsFileDamaged(
      `${file} is damaged: it must hold signalzenApiSecret and apiToken. Delete it to have both generated again.`,
    );
  }
  return parsed.data;
}

function randomText(): string {
  return randomBytes(32).toString('base64url');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
