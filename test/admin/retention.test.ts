import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  askPeople,
  expectAccessible,
  look,
  makeInstallation,
  openBrowser,
  setUpAgency,
  signInToAdmin,
  somebody,
  visitor,
  type Installation,
  type Product,
} from '../kit/index.ts';

const AGENCY = 'Bureau Bewaarkade';
/** Between the notice and the end of the term. */
const NOW = '2027-03-25T09:00:00+01:00';

describe('terms, holds and ends in the admin (H26–H45, B5)', () => {
  let browser: Browser;
  let installation: Installation;
  let product: Product;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    installation = await makeInstallation();
    const login = await setUpAgency(installation, AGENCY);
    await askPeople(installation, AGENCY, [somebody('Hanna'), somebody('Ivo'), somebody('Jet'), somebody('Kees')]);
    product = await installation.start({ FAKE_NOW: NOW });
    ({ page } = await visitor(browser));
    await signInToAdmin(page, product.url, login);
  });
  afterAll(async () => {
    await browser.close();
    await installation.remove();
  });

  async function openPerson(name: string) {
    await page.goto(`${product.url}/admin/kandidaten`);
    await page.getByRole('link', { name: `${name} van ${name}` }).click();
    await page.getByRole('heading', { level: 1, name: `${name} van ${name}` }).waitFor();
  }
  const people = async (what: string) =>
    (await look<{ n: number }>(await product.databaseUrl(), `select count(*)::int as n from ${what}`))[0]!.n;

  it('shows the terms of candidates and of applicants apart, with when the clock starts (H29, H35, D14)', async () => {
    await page.goto(`${product.url}/admin/bewaartermijnen`);
    await page.getByRole('group', { name: 'Kandidaat-instellingen' }).waitFor();
    await page.getByText('De termijn begint als de procedure is afgelopen', { exact: false }).waitFor();
    await page.getByText('Langer dan de toezichthouder aanraadt').waitFor();
    await expectAccessible(page, 'retention');
  });

  it('shows beforehand whom a change moves and who is due at once, and makes it only then (H26–H39)', async () => {
    await page.getByLabel('AVG bewaartermijn enkele vacature').fill('20');
    await page.getByLabel('Aan het einde, voor kandidaten').selectOption('Verwijderen');
    await page.getByRole('button', { name: 'Gevolgen bekijken' }).click();
    const dialog = page.getByRole('alertdialog', { name: `Bewaartermijnen van ${AGENCY} wijzigen?` });
    await dialog.waitFor();
    const facts = (await dialog.locator('dl').innerText()).replaceAll(/\s+/g, ' ');
    expect(facts).toContain('Andere einddatum 4 personen');
    expect(facts).toContain('Termijn meteen voorbij 4 personen');
    expect(facts).toContain('Straks verwijderd, nu geanonimiseerd 4 personen');
    await expectAccessible(page, 'retention-confirm');
    await dialog.getByRole('button', { name: 'Annuleren' }).click();
    expect(await people('retention_policy where single_vacancy_term_days = 20')).toBe(0);

    // Not a shorter term after all: only what happens at the end.
    await page.getByLabel('AVG bewaartermijn enkele vacature').fill('32');
    await page.getByRole('button', { name: 'Gevolgen bekijken' }).click();
    await dialog.getByText('0 personen').first().waitFor();
    await dialog.getByRole('button', { name: 'Wijziging doorvoeren' }).click();
    await page.getByText('Opgeslagen').waitFor();
    expect(await people(`retention_policy where candidate_ending = 'DELETE'`)).toBe(1);
  });

  it('lets an agency word its own notices, shows them with made-up values, and takes only what can be mailed (C65–C69)', async () => {
    await page.goto(`${product.url}/admin/bewaartermijnen`);
    const card = page.locator('form', { has: page.getByRole('button', { name: 'Berichten opslaan' }) });
    await card.getByLabel('Onderwerp (Nederlands)').fill('Blijf je bij {bureau}?');
    await card.getByLabel('Tekst (Nederlands)').fill('Dag {naam}, {opDatum} is het zover.');
    await card.getByText('Voorbeeld van Vooraankondiging').click();
    await card.getByText('Blijf je bij Uitzendbureau Voorbeeld?').waitFor();
    await card.getByText('Dag Sanne, op 5 december 2026 is het zover.').waitFor();
    // Without its link nobody could answer.
    await card.getByRole('button', { name: 'Berichten opslaan' }).click();
    await card.getByRole('link', { name: /anonimiseringLink/ }).waitFor();
    await expectAccessible(page, 'contact-moments-errors');
    await card.getByLabel('Tekst (Nederlands)').fill('Dag {naam}, kies: {anonimiseringLink}');
    await card.getByRole('button', { name: 'Contactmoment toevoegen' }).click();
    const reminder = card.getByRole('group', { name: 'Contactmoment 2' });
    await reminder.getByLabel('Onderwerp (Nederlands)').fill('Nog een week, {naam}');
    // Later than the end itself: only the server knows.
    await reminder.getByLabel('Dagen na het eerste bericht').fill('15');
    const dialog = page.getByRole('alertdialog', { name: `Berichten vooraf van ${AGENCY} opslaan?` });
    const save = async () => {
      await card.getByRole('button', { name: 'Berichten opslaan' }).click();
      await expectAccessible(page, 'contact-moments-confirm');
      await dialog.getByRole('button', { name: 'Opslaan' }).click();
    };
    await save();
    await reminder.getByText('dit aantal dagen is te klein of te groot').waitFor();
    expect(await people(`contact_moment where active and rule_set_id is null`)).toBe(1);
    await reminder.getByLabel('Dagen na het eerste bericht').fill('7');
    await save();
    await card.getByText('Opgeslagen').waitFor();
    expect(
      await look(
        await product.databaseUrl(),
        'select days_after_first as days, subject_nl as subject from contact_moment where active order by 1',
      ),
    ).toEqual([
      { days: 0, subject: 'Blijf je bij {bureau}?' },
      { days: 7, subject: 'Nog een week, {naam}' },
    ]);
  });

  it('places a hold with a reason and a last day, and ends it again (B5)', async () => {
    await openPerson('Hanna');
    await page.getByRole('button', { name: 'Bewaarplicht vastleggen' }).click();
    const dialog = page.getByRole('dialog', { name: 'Bewaarplicht vastleggen voor Hanna van Hanna' });
    await dialog.getByRole('button', { name: 'Bewaarplicht vastleggen' }).click();
    await dialog.getByRole('link', { name: 'Geef een reden van 10 tot 500 tekens' }).waitFor();
    await expectAccessible(page, 'hold-errors');
    await dialog.getByLabel('Reden').fill('Er loopt een klacht bij de geschillencommissie');
    await dialog.getByLabel('Laatste dag').fill('2027-06-30');
    await dialog.getByRole('button', { name: 'Bewaarplicht vastleggen' }).click();
    await page.getByText('Tot en met 30 jun 2027').waitFor();
    await page.getByText('Er geldt een bewaarplicht', { exact: false }).waitFor();
    await expectAccessible(page, 'hold');
    expect(await page.getByRole('button', { name: 'Anonimiseren' }).count()).toBe(0);

    await page.getByRole('button', { name: 'Beëindigen' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Beëindigen' }).click();
    await page.getByText('Beëindigd op 25 mrt 2027').waitFor();
    await page.getByRole('button', { name: 'Anonimiseren' }).waitFor();
  });

  it('extends a term by the same period from the person’s page (H42)', async () => {
    await openPerson('Ivo');
    await page.getByText('2 apr 2027').first().waitFor();
    await page.getByRole('button', { name: 'Verlengen' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Bewaartermijn verlengen?' });
    await expectAccessible(page, 'extend');
    await dialog.getByRole('button', { name: 'Verlengen' }).click();
    await page.getByText('4 mei 2027').first().waitFor();
  });

  it('extends several from the overview of plans, and says how many (H42, H47)', async () => {
    await page.goto(`${product.url}/admin/geplande-anonimiseringen`);
    await page.getByRole('checkbox', { name: 'Jet van Jet' }).check();
    await page.getByText('Verwijderen').first().waitFor();
    await page.getByRole('button', { name: 'Verlengen (1)' }).click();
    await expectAccessible(page, 'plans-extend');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Verlengen' }).click();
    await page.getByText('Verlengd: 1. Niet verlengd: 0.').waitFor();
    await expect.poll(() => page.getByRole('link', { name: 'Jet van Jet' }).count()).toBe(0);
  });

  it('deletes somebody by hand, shows the receipt, and has nobody left to look at (H54)', async () => {
    await openPerson('Kees');
    await page.getByRole('button', { name: 'Verwijderen' }).click();
    const dialog = page.getByRole('dialog', { name: 'Kees van Kees verwijderen?' });
    await dialog.getByText('Alle documenten gaan weg', { exact: false }).waitFor();
    await expectAccessible(page, 'delete');
    await dialog.getByLabel('Memo (niet verplicht)').fill('Op verzoek van Kees');
    await dialog.getByRole('button', { name: 'Verwijderen' }).click();
    await dialog.getByText('De memo bevat een gegeven van deze persoon.').first().waitFor();
    await dialog.getByLabel('Memo (niet verplicht)').fill('Op eigen verzoek');
    await dialog.getByRole('button', { name: 'Verwijderen' }).click();
    const done = page.getByRole('dialog', { name: 'De kandidaat is verwijderd' });
    await done.getByText('Op eigen verzoek').waitFor();
    await expectAccessible(page, 'delete-receipt');
    await done.getByRole('button', { name: 'Naar de kandidaten' }).click();
    await page.getByRole('heading', { level: 1, name: 'Kandidaten' }).waitFor();
    await expect.poll(() => page.getByRole('link', { name: 'Kees van Kees' }).count()).toBe(0);
    expect(await people(`candidate where call_name = 'Kees'`)).toBe(0);
    expect(await people(`erasure_receipt where ending = 'DELETE'`)).toBe(1);
  });

  it('notes to whom data went, and who confirmed once the person is gone (B14)', async () => {
    await openPerson('Jet');
    await page.getByRole('link', { name: 'Details', exact: true }).click();
    const card = page.getByRole('region', { name: 'Aan wie gegevens zijn doorgegeven' });
    await card.getByText('Er zijn geen gegevens aan anderen doorgegeven.').waitFor();
    const dialog = page.getByRole('dialog', { name: 'Ontvanger noteren' });
    const note = () => dialog.getByRole('button', { name: 'Ontvanger noteren' }).click();
    await card.getByRole('button', { name: 'Ontvanger noteren' }).click();
    expect(await dialog.getByLabel('Doorgegeven op').inputValue()).toBe('2027-03-25');
    await note();
    await dialog.getByRole('link', { name: 'Vul de naam van de organisatie in' }).waitFor();
    await dialog.getByLabel('Organisatie').fill('Opdrachtgever Maas');
    await note();
    await dialog.getByRole('link', { name: 'Kies welke gegevens zijn doorgegeven' }).waitFor();
    // The name outlives the person, so it says nothing of him.
    await dialog.getByLabel('Organisatie').fill('Kantoor van Jet');
    await dialog.getByRole('checkbox', { name: 'Personalia' }).check();
    await dialog.getByRole('checkbox', { name: 'Documenten' }).check();
    await note();
    await dialog.getByRole('link', { name: 'Deze naam bevat een gegeven van de persoon.', exact: false }).waitFor();
    await dialog.getByLabel('Organisatie').fill('Opdrachtgever Maas');
    await dialog.getByLabel('Doorgegeven op').fill('2027-03-26');
    await dialog.getByLabel('Mailadres (niet verplicht)').fill('maas');
    await note();
    await dialog.getByRole('link', { name: 'Vul een goed mailadres in, of laat dit leeg' }).waitFor();
    await expectAccessible(page, 'recipient-errors');
    await dialog.getByLabel('Doorgegeven op').fill('2027-03-24');
    await dialog.getByLabel('Mailadres (niet verplicht)').fill('privacy@maas.example');
    await note();
    await dialog.waitFor({ state: 'detached' });
    await card.getByText('Personalia, Documenten').waitFor();
    await card.getByText('Doorgegeven op 24 mrt 2027').waitFor();
    expect(await card.getByRole('button', { name: /^Bevestiging/ }).count()).toBe(0);

    await page.getByRole('button', { name: 'Anonimiseren' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Anonimiseren' }).click();
    await page.getByText('De kandidaat is geanonimiseerd').waitFor();
    await card.getByText('Heeft het wissen nog niet bevestigd').waitFor();
    expect(await card.getByRole('button', { name: 'Ontvanger noteren' }).count()).toBe(0);
    await expect
      .poll(
        async () => {
          await page.reload();
          await card.getByText('Heeft het wissen nog niet bevestigd').waitFor();
          return card.getByText('Ingelicht over het wissen op 25 mrt 2027').count();
        },
        { timeout: 60_000 },
      )
      .toBe(1);
    await expectAccessible(page, 'recipient-told');
    await card.getByRole('button', { name: 'Bevestiging noteren van Opdrachtgever Maas' }).click();
    await card.getByText('Bevestigde op 25 mrt 2027 dat de gegevens gewist zijn').waitFor();
    expect(await card.getByRole('button').count()).toBe(0);
  });

  it('keeps each setting of candidates, of applicants and of both, as it was filled in (H29–H39, D3, D13)', async () => {
    const typed = {
      'Kandidaat AVG bewaartermijn': '410',
      'AVG bewaartermijn enkele vacature': '31',
      'AVG bewaartermijn meerdere vacatures': '365',
      'Van contactmoment tot anonimisering': '21',
    };
    const chosen = {
      'Aan het einde, voor kandidaten': 'ANONYMISE',
      'Aan het einde, na één vacature': 'DELETE',
      'Aan het einde, na meerdere vacatures': 'DELETE',
      'Bij “bewaren” verlengen met': 'SAME_TERM',
    };
    const open = async () => {
      await page.goto(`${product.url}/admin/bewaartermijnen`);
      await page.getByRole('group', { name: 'Kandidaat-instellingen' }).waitFor();
    };
    await open();
    const form = page.locator('form', { has: page.getByRole('button', { name: 'Gevolgen bekijken' }) });
    const boxes = form.getByRole('checkbox');
    const before = await Promise.all((await boxes.all()).map((box) => box.isChecked()));
    expect(before).toHaveLength(5);
    for (const [label, days] of Object.entries(typed)) await form.getByLabel(label).fill(days);
    for (const [label, choice] of Object.entries(chosen)) await form.getByLabel(label).selectOption(choice);
    for (const [at, on] of before.entries()) await boxes.nth(at).setChecked(!on);
    await form.getByRole('button', { name: 'Gevolgen bekijken' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Wijziging doorvoeren' }).click();
    await form.getByText('Opgeslagen').waitFor();

    await open();
    for (const [label, value] of Object.entries({ ...typed, ...chosen }))
      expect(await form.getByLabel(label).inputValue(), label).toBe(value);
    expect(await Promise.all((await boxes.all()).map((box) => box.isChecked()))).toEqual(before.map((on) => !on));
    const [kept] = await look(
      await product.databaseUrl(),
      `select candidate_term_days, single_vacancy_term_days, multiple_vacancies_term_days, days_from_notice_to_erasure,
         candidate_ending, single_vacancy_ending, multiple_vacancies_ending, keep_period, auto_erase_candidates, auto_erase_applicants
       from retention_policy`,
    );
    expect(Object.values(kept!)).toEqual([410, 31, 365, 21, 'ANONYMISE', 'DELETE', 'DELETE', 'SAME_TERM', true, true]);
  });

  it('reads in English too', async () => {
    await openPerson('Hanna');
    await page.getByRole('button', { name: 'EN English' }).click();
    await page.getByRole('button', { name: 'Place a hold' }).waitFor();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByText('All documents go', { exact: false }).waitFor();
    await expectAccessible(page, 'delete-english');
    await page.goto(`${product.url}/admin/bewaartermijnen`);
    await page.getByLabel('GDPR retention single vacancy').fill('40');
    await page.getByRole('button', { name: 'See what follows' }).click();
    await page.getByRole('alertdialog').getByText('The term for one vacancy is longer than 4 weeks.').waitFor();
    await expectAccessible(page, 'retention-confirm-english');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Example of Contactmoment 2').click();
    await page.getByText('Nog een week, Sanne').waitFor();
    await expectAccessible(page, 'contact-moments-english');
  });
});
