import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What goes wrong with a request: an answer of this status, the connection cut without one, or after it was done. */
export type S3Fault = number | 'CUT' | 'CUT_WHEN_DONE' | undefined;

type FaultFor = (method: string, key: string) => S3Fault | Promise<S3Fault>;

export const S3_KEYS = { accessKeyId: 'key-of-tests', secretAccessKey: 'a-secret-that-nobody-may-read' };
const BUCKET = 'papieren';

/**
 * A peer that speaks as much S3 over HTTP as files need: put, get, head, delete, copy and list, in one bucket. It checks every signature, so
 * whoever has another secret gets nothing.
 */
export async function startS3Server() {
  const objects = new Map<string, Buffer>();
  const asked: string[] = [];
  const state: { fault: FaultFor } = { fault: () => undefined };

  const server = createServer((request, response) => {
    handle(request, response).then(
      (stays) => {
        if (!stays) request.socket.destroy();
      },
      () => request.socket.destroy(),
    );
  });
  /** @returns whether the connection stays. */
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const body = await buffer(request);
    const url = new URL(request.url!, 'http://s3');
    const [, bucket, ...rest] = decodeURIComponent(url.pathname).split('/');
    const key = rest.join('/');
    const method = request.method!;
    asked.push(`${method} ${key}`);
    const fault = await state.fault(method, key);
    if (fault === 'CUT') return false;
    if (typeof fault === 'number') return refuse(response, fault, 'ServiceUnavailable');
    if (!isSigned(request, url)) return refuse(response, 403, 'SignatureDoesNotMatch');
    if (bucket !== BUCKET) return refuse(response, 404, 'NoSuchBucket');
    const answer = answerTo(objects, { method, key, url, body, source: request.headers['x-amz-copy-source'] });
    if (fault === 'CUT_WHEN_DONE') return false;
    response.writeHead(answer.status, { 'content-length': answer.body.length, ...answer.headers });
    response.end(method === 'HEAD' ? undefined : answer.body);
    return true;
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    storageUrl: `s3://${BUCKET}`,
    objects,
    asked,
    /** What goes wrong from now on. */
    breakBy: (fault: FaultFor) => void (state.fault = fault),
    mend: () => void (state.fault = () => undefined),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
export type S3Server = Awaited<ReturnType<typeof startS3Server>>;

interface Asked {
  method: string;
  key: string;
  url: URL;
  body: Buffer;
  source: string | string[] | undefined;
}
interface Answer {
  status: number;
  body: Buffer;
  headers?: Record<string, string>;
}
const done = (status: number, body = '', headers = {}): Answer => ({ status, body: Buffer.from(body), headers });
const MISSING = done(404, errorText('NoSuchKey'), { 'content-type': 'application/xml' });

function answerTo(objects: Map<string, Buffer>, { method, key, url, body, source }: Asked): Answer {
  if (key === '' && method === 'GET') return list(objects, url.searchParams);
  if (method === 'PUT' && typeof source === 'string') {
    const from = objects.get(decodeURIComponent(source).replace(/^\/?[^/]+\//, ''));
    if (!from) return MISSING;
    objects.set(key, from);
    return done(200, '<CopyObjectResult><ETag>"x"</ETag></CopyObjectResult>', { 'content-type': 'application/xml' });
  }
  if (method === 'PUT') {
    objects.set(key, body);
    return done(200);
  }
  if (method === 'DELETE') {
    objects.delete(key);
    return done(204);
  }
  const found = objects.get(key);
  return found ? { status: 200, body: found } : MISSING;
}

function list(objects: Map<string, Buffer>, asked: URLSearchParams): Answer {
  const [prefix, delimiter] = [asked.get('prefix') ?? '', asked.get('delimiter') ?? ''];
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix)).toSorted();
  const folders = new Set<string>();
  const files = keys.filter((key) => {
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    if (end >= 0) folders.add(key.slice(0, end + 1));
    return end < 0;
  });
  const text = [
    '<ListBucketResult><IsTruncated>false</IsTruncated>',
    ...files.map((key) => `<Contents><Key>${key}</Key><Size>${String(objects.get(key)!.length)}</Size></Contents>`),
    ...[...folders].map((folder) => `<CommonPrefixes><Prefix>${folder}</Prefix></CommonPrefixes>`),
    '</ListBucketResult>',
  ].join('');
  return done(200, text, { 'content-type': 'application/xml' });
}

function errorText(code: string): string {
  return `<Error><Code>${code}</Code><Message>Not now.</Message></Error>`;
}

function refuse(response: ServerResponse, status: number, code: string): true {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(errorText(code));
  return true;
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** AWS Signature Version 4, as whoever holds the secret makes it. */
function isSigned(request: IncomingMessage, url: URL): boolean {
  const header = request.headers.authorization ?? '';
  const read =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d+)\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=(\w+)$/.exec(
      header,
    );
  if (read?.[1] !== S3_KEYS.accessKeyId) return false;
  const [, , day, region, names, signature] = read as unknown as string[];
  const query = [...url.searchParams]
    .map(([name, value]) => `${strictly(name)}=${strictly(value)}`)
    .toSorted()
    .join('&');
  const headers = names!.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  const canonical = [
    request.method,
    url.pathname,
    query,
    headers.join(''),
    names,
    request.headers['x-amz-content-sha256'],
  ].join('\n');
  const scope = `${day!}/${region!}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, hash(canonical)].join('\n');
  const key = [region!, 's3', 'aws4_request'].reduce(hmac, hmac(`AWS4${S3_KEYS.secretAccessKey}`, day!));
  return timingSafeEqual(hmac(key, toSign), Buffer.from(signature!, 'hex'));
}

const strictly = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
