import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** 127.0.0.1, and the state in which a socket listens, as the kernel writes them in /proc/net/tcp. */
const LOOPBACK = '0100007F';
const LISTENS = '0A';

/**
 * A TCP socket on which a process of this machine listens on the loopback interface. As long as it is there, whoever
 * is connected to its port is connected to that process: no other can have the same port.
 */
export class ListeningSocket {
  private constructor(
    readonly port: number,
    private readonly inode: string,
    private readonly link: string,
  ) {}

  /**
   * The one on which a process listens, as the kernel tells.
   * @returns `undefined` when it listens on none (yet), or is gone, or is another user's
   */
  static of(pid: number): ListeningSocket | undefined {
    const portsByInode = portsListenedOn();
    for (const [link, inode] of socketsOf(pid)) {
      const port = portsByInode.get(inode);
      if (port !== undefined) return new ListeningSocket(port, inode, link);
    }
    return undefined;
  }

  /** Whether the process has it still. */
  isThere(): boolean {
    return inodeOf(this.link) === this.inode;
  }
}

function portsListenedOn(): Map<string, number> {
  const ports = new Map<string, number>();
  for (const line of readFileSync('/proc/net/tcp', 'utf8').split('\n')) {
    const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/);
    const [address, port = ''] = local.split(':');
    if (state === LISTENS && address === LOOPBACK) ports.set(inode, Number.parseInt(port, 16));
  }
  return ports;
}

/** The links to the open sockets of a process, and their inodes. */
function socketsOf(pid: number): [link: string, inode: string][] {
  const folder = `/proc/${pid}/fd`;
  return unlessGone(() => readdirSync(folder), []).flatMap((name) => {
    const link = `${folder}/${name}`;
    const inode = inodeOf(link);
    return inode === undefined ? [] : [[link, inode]];
  });
}

function inodeOf(link: string): string | undefined {
  const target = unlessGone(() => readlinkSync(link), '');
  return /^socket:\[(\d+)\]$/.exec(target)?.[1];
}

function unlessGone<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES') return otherwise;
    throw error;
  }
}
