import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Heard {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A back office that keeps all that it hears, and answers as it is told. */
export async function startReceiver() {
  const heard: Heard[] = [];
  const receiver = {
    heard,
    /** Of its answers. */
    status: 200,
    answer: '',
    /** Asked before each answer; one that never resolves is a receiver that hangs. */
    before: (): Promise<unknown> => Promise.resolve(),
    url: '',
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  const server = createServer((request, response) => {
    void (async () => {
      heard.push({ headers: request.headers, body: await text(request) });
      await receiver.before();
      response.writeHead(receiver.status, { location: '/elsewhere' }).end(receiver.answer);
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  receiver.url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/kandidaten`;
  return receiver;
}
export type Receiver = Awaited<ReturnType<typeof startReceiver>>;
