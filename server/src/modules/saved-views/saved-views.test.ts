import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, PASSWORD } from '../../../test-kit/account.ts';
import { makeAgency } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { serve, TestBrowser, type Served } from '../../../test-kit/test-browser.ts';
import { toGlobalId } from '../../platform/graphql/index.ts';

describe('views of the list that are kept (H47, H48)', () => {
  let product: TestProduct;
  let served: Served;
  let agencyId: string;
  let agency: string;
  let officer: TestBrowser;
  let recruiter: TestBrowser;
  beforeAll(async () => {
    product = await startTestProduct();
    served = serve(product);
    agencyId = (await makeAgency(product)).id;
    agency = toGlobalId('Agency', agencyId);
    officer = await signedIn('PRIVACY_OFFICER', agencyId);
    recruiter = await signedIn('RECRUITER', agencyId);
  });
  afterAll(async () => {
    await served.stop();
    await product.stop();
  });

  async function signedIn(role: 'PRIVACY_OFFICER' | 'RECRUITER' | 'CONSULTANT', ...agencies: string[]) {
    const browser = new TestBrowser(served);
    await browser.signIn((await makeAccount(product, agencies, { role })).email, PASSWORD);
    return browser;
  }
  const save = (browser: TestBrowser, input: object) => browser.mutate('saveView', input, 'savedViews { id name }');
  const views = async (browser: TestBrowser) => {
    const { data } = await browser.send(
      '{ savedViews { id name mayChange orderBy filter { daysUntilDue hasConsent } } }',
    );
    return data['savedViews'] as unknown as { id: string; name: string; mayChange: boolean }[];
  };
  const names = async (browser: TestBrowser) => (await views(browser)).map(({ name }) => name);

  it('are one’s own, with what they ask and in which order', async () => {
    const filter = { daysUntilDue: 30, hasConsent: false };
    expect((await save(recruiter, { name: 'Binnenkort', filter, orderBy: 'DUE_ASC' })).codes).toEqual([]);
    expect(await views(recruiter)).toEqual([
      { id: expect.any(String) as string, name: 'Binnenkort', mayChange: true, orderBy: 'DUE_ASC', filter },
    ]);
    expect(await names(officer)).toEqual([]);
  });

  it('are shared within the agency by who may, and with nobody else', async () => {
    const shared = { name: 'Van ons allen', filter: { state: 'PLANNED' }, sharedWithAgencyId: agency };
    expect((await save(officer, shared)).codes).toEqual([]);
    expect(await names(recruiter)).toEqual(['Binnenkort', 'Van ons allen']);
    expect((await views(recruiter)).at(-1)).toMatchObject({ mayChange: false });
    expect(await names(await signedIn('RECRUITER', (await makeAgency(product)).id))).toEqual([]);
    const refused = await save(recruiter, { ...shared, name: 'Ook van ons allen' });
    expect(refused.codes).toEqual(['FORBIDDEN']);
  });

  it('are changed and removed by whose they are; a shared one by who may share', async () => {
    const [own, shared] = await views(recruiter);
    const remove = (browser: TestBrowser, id: string) => browser.mutate('removeView', { id }, 'savedViews { name }');
    expect((await remove(recruiter, shared!.id)).codes).toEqual(['NOT_FOUND']);
    expect((await remove(officer, own!.id)).codes).toEqual(['NOT_FOUND']);
    const other = await signedIn('PRIVACY_OFFICER', agencyId);
    expect(
      (await save(other, { id: shared!.id, name: 'Anders', filter: {}, sharedWithAgencyId: agency })).codes,
    ).toEqual([]);
    expect(await names(recruiter)).toEqual(['Anders', 'Binnenkort']);
    expect((await remove(other, shared!.id)).codes).toEqual([]);
    expect(await names(recruiter)).toEqual(['Binnenkort']);
  });

  it('keep no words that were searched for: they may be somebody’s name', async () => {
    const refused = await save(recruiter, { name: 'Die ene', filter: { search: 'Jansen' } });
    expect(refused.codes).toEqual(['BAD_USER_INPUT']);
  });

  it('of one name are refused, however it is written', async () => {
    expect((await save(recruiter, { name: ' BINNENKORT ', filter: {} })).codes).toEqual(['BAD_USER_INPUT']);
  });

  it('are not offered to who may not see what they ask by (D17)', async () => {
    const shared = { name: 'Op naam', filter: {}, orderBy: 'NAME_ASC', sharedWithAgencyId: agency };
    await save(officer, shared);
    expect(await names(recruiter)).toContain('Op naam');
    expect(await names(await signedIn('CONSULTANT', agencyId))).not.toContain('Op naam');
  });
});
