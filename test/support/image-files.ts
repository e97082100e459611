import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Image {
  /** What a container of it runs, with the files of this machine. */
  readonly command: readonly string[];
  readonly healthcheck: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Puts files together as the last stage of the Dockerfile does, without Docker.
 * @param packed what its first stage makes: the files of the package
 * @param root an empty folder, which stands for that of the image
 */
export function buildImage(packed: string, root: string): Image {
  const [, stage = ''] = /^FROM \$\{NODE_IMAGE\}$([^]*)/m.exec(readFileSync('Dockerfile', 'utf8')) ?? [];
  const steps = stage.replaceAll('\\\n', ' ').trim().split('\n');
  const environment: Record<string, string> = {};
  const lists: Record<string, string[]> = {};
  let folder = root;
  for (const step of steps) {
    const [instruction = '', rest = ''] = /^(\w+) (.*)$/.exec(step)?.slice(1) ?? [];
    if (instruction === 'ENV')
      for (const [, name = '', value = ''] of rest.matchAll(/(\w+)=(\S+)/g)) environment[name] = value;
    else if (instruction === 'WORKDIR') mkdirSync((folder = join(root, rest)), { recursive: true });
    else if (instruction === 'COPY' && rest === '--from=build /package ./')
      cpSync(packed, folder, { recursive: true });
    else if (instruction === 'ENTRYPOINT' || instruction === 'CMD')
      lists[instruction] = JSON.parse(rest) as string[];
    else if (instruction === 'HEALTHCHECK')
      lists[instruction] = JSON.parse(rest.slice(rest.indexOf('['))) as string[];
    else if (!/^(RUN mkdir .*\/data|USER node|VOLUME \/data|EXPOSE 3000)/.test(step))
      throw new Error(`this cannot be done without Docker yet: ${step}`);
  }
  const { ENTRYPOINT = [], CMD = [], HEALTHCHECK = [] } = lists;
  const here = (word: string) =>
    word === 'node' ? process.execPath : word.replace(/^\/app\//, `${root}/app/`);
  return { command: [...ENTRYPOINT, ...CMD].map(here), healthcheck: HEALTHCHECK.map(here), environment };
}
