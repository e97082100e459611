import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const schema = z.object({ signalzenApiSecret: z.string().min(16), apiToken: z.string().min(16) });
export type GeneratedSecrets = z.infer<typeof schema>;

/** The file in `DATA_DIR` that holds what the first start generated. */
export function secretsFileIn(dataDir: string): string {
  return join(dataDir, 'secrets.json');
}

/**
 * The generated webhook secret and API token of this data directory, made at the first call and readable by
 * the file's owner only.
 * @throws Error when the file is there and is not what this service wrote.
 */
export function readOrCreateSecretsFile(dataDir: string): GeneratedSecrets {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = secretsFileIn(dataDir);
  const secrets = { signalzenApiSecret: randomText(), apiToken: randomText() };
  try {
    writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true });
    return secrets;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const parsed = schema.safeParse(parseJson(readFileSync(file, 'utf8')));
  if (!parsed.success) {
    throw new Error(
      `${file} is damaged: it must hold signalzenApiSecret and apiToken. Delete it to have both made anew.`,
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
