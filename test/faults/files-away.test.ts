import { mkdir, readdir, rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql } from 'wisbaar-schema';
import {
  ApiClient,
  askPeople,
  look,
  makeInstallation,
  setUpAgency,
  somebody,
  type Installation,
  type Product,
} from '../kit/index.ts';

const AGENCY = 'Bureau Papierloos';
const NOW = '2027-03-25T09:00:00+01:00';
const People = graphql(`
  query PeopleWithDocuments {
    candidates(first: 10) {
      nodes {
        id
        agency {
          documentTypes {
            id
            name
          }
        }
        documents {
          id
        }
      }
    }
  }
`);
const Remove = graphql(`
  mutation DeleteDocumentInFault($input: DeleteDocumentInput!) {
    deleteDocument(input: $input) {
      deletedId
      userErrors {
        code
      }
    }
  }
`);

/** The whole product on a folder that goes away under it, as a mount does. */
describe('when the file store goes away, the database and the files agree in the end (F10)', () => {
  let installation: Installation;
  let product: Product;
  let api: ApiClient;
  let folder: string;
  let where: { candidate: string; type: string };

  beforeAll(async () => {
    installation = await makeInstallation();
    folder = join(installation.dataDir, 'papers');
    await mkdir(`${folder}-itself`);
    await putBack();
    const login = await setUpAgency(installation, AGENCY);
    await askPeople(installation, AGENCY, [somebody('Willem')]);
    product = await installation.start({ FAKE_NOW: NOW, STORAGE_URL: pathToFileURL(folder).href });
    api = await new ApiClient(product.url).signIn(login);
    const { candidates } = await api.ask(People, {});
    const [person] = candidates.nodes;
    where = { candidate: person!.id, type: person!.agency!.documentTypes!.find(({ name }) => name === 'CV')!.id };
  });
  afterAll(() => installation.remove());

  const post = () =>
    api.fetch(`/documents?${new URLSearchParams(where).toString()}`, {
      method: 'POST',
      headers: { 'x-wisbaar-upload': '1', 'x-file-name': 'cv.pdf' },
      body: '%PDF-1.4',
    });
  /** At once, so that no job finds a moment in between. */
  async function pointTo(target: string) {
    await symlink(target, `${folder}.next`);
    await rename(`${folder}.next`, folder);
  }
  const takeAway = () => pointTo('/dev/null/nothing');
  const putBack = () => pointTo(`${folder}-itself`);
  const keys = async (table: string) =>
    (
      await look<{ key: string }>(await product.databaseUrl(), `select storage_key as key from ${table} order by 1`)
    ).map(({ key }) => key);
  const files = async () => (await readdir(folder)).filter((name) => name.endsWith('.bin')).toSorted();

  it('a file is not taken, and what was there is told to be out of reach; afterwards all is as before', async () => {
    const sent = await post();
    expect(sent.status).toBe(200);
    const { documentId } = (await sent.json()) as { documentId: string };
    await takeAway();
    const refused = await post();
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'FILES_UNAVAILABLE' } }] });
    expect((await api.fetch(`/documents/${documentId}`)).status).toBe(503);
    await putBack();
    expect(await (await api.fetch(`/documents/${documentId}`)).text()).toBe('%PDF-1.4');
    expect(await files()).toEqual(await keys('document'));
  });

  it('a file that is deleted meanwhile goes once the store is back, without anybody asking again', async () => {
    const { documentId } = (await (await post()).json()) as { documentId: string };
    await takeAway();
    const { deleteDocument } = await api.ask(Remove, { input: { id: documentId, allVersions: false } });
    expect(deleteDocument).toEqual({ deletedId: documentId, userErrors: [] });
    expect(await keys('file_removal where not arriving')).toHaveLength(1);
    await putBack();
    await expect.poll(() => keys('file_removal where not arriving'), { timeout: 60_000, interval: 500 }).toEqual([]);
    expect(await files()).toEqual(await keys('document'));
  });

  it('what never became a document is forgotten within the hour, also by a product that was killed meanwhile', async () => {
    await takeAway();
    expect((await post()).status).toBe(503);
    await product.kill();
    await putBack();
    expect(await keysOfStopped()).not.toEqual([]);
    product = await installation.start({
      FAKE_NOW: new Date(Date.parse(NOW) + 2 * 3_600_000).toISOString(),
      STORAGE_URL: pathToFileURL(folder).href,
    });
    await expect.poll(() => keys('file_removal'), { timeout: 60_000, interval: 500 }).toEqual([]);
    expect(await files()).toEqual(await keys('document'));
  });

  /** The built-in database goes with its product: looked at by the next one, before its clock has moved on. */
  async function keysOfStopped(): Promise<string[]> {
    product = await installation.start({ FAKE_NOW: NOW, STORAGE_URL: pathToFileURL(folder).href });
    const noted = await keys('file_removal');
    await product.kill();
    return noted;
  }
});
