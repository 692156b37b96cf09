import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { expectFocus } from '../kit/index.ts';
import { AGENCY, LETTER } from './agency-of-the-portal.ts';
import { headerOf, linkWithSecret, PASSWORD, type PortalReader } from './portal-reader.ts';

/** What was asked for is fetched, work is told of, and the person goes while his account stays. */
export function laterInThePortal(url: () => string, reader: () => PortalReader): void {
  it('gives the file to who gives his password once more (B4)', async () => {
    const { person, page, hand, say, words, button, look, download } = reader();
    await page.reload();
    await hand.press(button('mine_export_fetch'));
    const password = page.getByLabel(say('sign_in_password'), { exact: true });
    await hand.type(password, 'een ander wachtwoord');
    await hand.press(button('mine_export_fetch'));
    await page.getByText(say('mine_password_wrong')).waitFor();
    await look('17-export-password');
    await hand.type(password, PASSWORD);
    const file = await download(button('mine_export_fetch'));
    expect(file.name).toBe(`${words.file}-2027-03-21.zip`);
    const parts = unzipSync(file.bytes);
    const { records, files } = JSON.parse(strFromU8(parts['data.json']!)) as {
      records: Record<string, Record<string, unknown>[]>;
      files: { path: string }[];
    };
    expect(records['Candidate']).toMatchObject([{ lastName: person.lastName, phoneMobile: '0611223344' }]);
    expect(strFromU8(parts[files[0]!.path]!)).toBe(LETTER.bytes);
    const pdf = parts[`${words.file}.pdf`]!;
    expect(strFromU8(pdf.subarray(0, 5), true)).toBe('%PDF-');
    expect(Object.keys(parts)).toHaveLength(3);
  });

  it('mails of new work, once, and stops by one press in the mail program (C6)', async () => {
    const { page, hand, say, words, button, look, mailed } = reader();
    const [, , , told] = await mailed(4);
    const vacancy = new RegExp(`${url()}/l/\\S+/vacatures/\\S+`).exec(told!.text!)![0];
    await page.goto(vacancy);
    await page.getByRole('heading', { level: 1, name: words.job }).waitFor();
    await look('18-vacancy');

    const stop = /^<(.+)>$/.exec(headerOf(told!, 'list-unsubscribe')!)![1]!;
    expect(headerOf(told!, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    // Looking at the address, as a scanner does, stops nothing (S9).
    expect((await fetch(stop)).status).toBe(200);
    await page.goto(linkWithSecret(told!));
    await button('alerts_stop_all').waitFor();
    await look('19-alerts-link');
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    expect((await fetch(stop, { method: 'POST', body })).status).toBe(200);
    // The page keeps the secret of its link for itself alone, so it is opened anew.
    await page.goto('about:blank');
    await page.goto(linkWithSecret(told!));
    await page.getByText(say('alerts_stopped')).waitFor();
    await look('20-alerts-stopped');
    await hand.press(page.getByRole('button', { name: say('alert_resume_this', { title: words.job }) }));
    await hand.press(button('alerts_stop_all'));
    await page.getByText(say('alerts_stopped')).waitFor();
    await expectFocus(page.getByRole('heading', { level: 1 }));
  });

  it('makes anonymous after asking once more, and says what went, what stays and why (C62, C73, C74)', async () => {
    const { page, hand, say, heading, button, open, look } = reader();
    await hand.press(page.getByRole('banner').getByRole('link', { name: say('my_pages') }));
    await open('my_privacy_title');
    await look('21-privacy');
    await hand.press(button('anonymise_button'));
    const dialog = page.getByRole('alertdialog', { name: say('confirm_title') });
    await expectFocus(dialog.getByRole('button', { name: say('cancel') }));
    await look('22-sure');
    await page.keyboard.press('Escape');
    await expectFocus(button('anonymise_button'));
    await hand.press(button('anonymise_button'));
    await hand.press(dialog.getByRole('button', { name: say('continue') }));
    await heading('done_title');
    await expectFocus(page.getByRole('heading', { level: 1 }));
    for (const key of ['reference_title', 'erased_title', 'stays_title'])
      await page.getByRole('heading', { name: say(key) }).waitFor();
    await hand.press(page.getByText(say('stays_exactly')));
    await look('23-done');
  });

  it('keeps the account and its alerts, which stand for nobody (C5–C7, D6)', async () => {
    const { page, hand, say, words, button, open, look, mailed, signIn } = reader();
    await hand.press(button('sign_out'));
    await page.getByText(say('signed_out')).waitFor();
    await signIn();
    await page.getByText(say('my_pages_nothing_held', { agency: AGENCY })).waitFor();
    expect(await page.getByRole('main').getByRole('link').allInnerTexts()).toEqual([say('my_alerts_title'), say('my_account_title')]); // prettier-ignore
    await look('24-nobody');
    await page.goto(`${url()}/mijn/gegevens`);
    await page.getByText(say('my_pages_nothing_held', { agency: AGENCY })).waitFor();
    await open('my_alerts_title');
    await page.getByRole('heading', { name: words.job }).waitFor();
    // Goodbye.
    await mailed(5);
  });
}
