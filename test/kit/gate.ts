import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { freePort } from './free-port.ts';

/** A way to a server that can be shut, as a cable can be pulled: what is under way breaks off, and nobody is there for who comes. */
export interface Gate {
  /** The server's address, by this way. */
  readonly url: string;
  open(): Promise<void>;
  shut(): Promise<void>;
}

/** Shut at first. */
export async function makeGate(serverUrl: string): Promise<Gate> {
  const target = new URL(serverUrl);
  const port = await freePort();
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    return socket;
  };
  return {
    url: Object.assign(new URL(serverUrl), { hostname: '127.0.0.1', port: String(port) }).href,
    async open() {
      server = createServer((socket) => {
        const onward = keep(connect(Number(target.port), target.hostname));
        keep(socket).pipe(onward).pipe(socket);
        socket.on('close', () => onward.destroy());
        onward.on('close', () => socket.destroy());
      });
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      if ((server.address() as AddressInfo).port !== port) throw new Error('The gate is at another port.');
    },
    async shut() {
      const closed = server ? once(server, 'close') : Promise.resolve();
      server?.close();
      server = undefined;
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
