import { expect, it } from 'vitest';
import { expectFocus, linkIn, NARROW } from '../kit/index.ts';
import { LETTER, RECIPIENT, type AgencyOfThePortal } from './agency-of-the-portal.ts';
import { linkWithSecret, PASSWORD, type PortalReader } from './portal-reader.ts';

/** From the mailed question to a profile, and all that one can do with it. */
export function earlyInThePortal(url: () => string, agency: () => AgencyOfThePortal, reader: () => PortalReader): void {
  it('asks behind the mailed link, does nothing when one thinks again, and keeps for a year (C66, C72–C77)', async () => {
    const { page, hand, say, words, heading, button, look, mailed } = reader();
    await page.goto(linkIn((await mailed(1))[0]!));
    await heading('question_title');
    await page.getByText(words.planned).first().waitFor();
    await look('1-question');
    await hand.press(button('anonymise_button'));
    await page.getByRole('alertdialog', { name: say('confirm_title') }).waitFor();
    await look('2-sure');
    await page.keyboard.press('Escape');
    await expectFocus(button('anonymise_button'));
    await hand.press(button('keep_button'));
    await heading('kept_title_until', { date: words.kept });
    await look('3-kept');
  });

  it('offers a profile, and makes it once its mail is confirmed (C78–C81)', async () => {
    const { page, hand, say, userName, heading, button, look, mailed } = reader();
    await hand.tick(page.getByRole('checkbox', { name: say('profile_checkbox') }));
    await hand.press(button('save'));
    await heading('register_title');
    await hand.type(page.getByLabel(say('user_name')), userName);
    await hand.type(page.getByLabel(say('sign_in_password'), { exact: true }), PASSWORD);
    await hand.press(button('register_button'));
    await heading('register_sent_title');
    await page.goto(linkWithSecret((await mailed(2))[1]!));
    await hand.press(button('confirm_profile_button'));
    await page.getByText(say('confirm_profile_done')).waitFor();
    await look('4-confirmed');
  });

  it('has its login top right, and behind it all that is one’s own (C63, C83, C85)', async () => {
    const { person, page, hand, say, heading, look, signIn } = reader();
    const top = page.getByRole('banner').getByRole('link', { name: say('sign_in') });
    const { x, y } = (await top.boundingBox())!;
    expect(x).toBeGreaterThan(NARROW.width / 2 - 60);
    expect(y).toBeLessThan(80);
    await hand.press(top);
    await signIn();
    await heading('my_pages_hello', { name: `${person.callName} ${person.lastName}` });
    await look('5-dashboard');
  });

  it('shows what is held and lets one change it, saying what is wrong (C85, C86)', async () => {
    const { person, page, hand, say, words, open, look } = reader();
    await open('my_data_title');
    await look('6-my-data');
    const change = page.getByRole('button', { name: say('mine_change_group', { group: words.contact }) });
    const group = page.getByRole('region', { name: words.contact });
    await hand.press(change);
    const { mobile, email } = words;
    await hand.type(group.getByLabel(mobile), '0611223344');
    await hand.type(group.getByLabel(email), 'geen adres');
    await hand.press(group.getByRole('button', { name: say('mine_save') }));
    await group.getByRole('alert').getByRole('link', { name: email }).waitFor();
    await look('7-my-data-wrong');
    expect(await group.getByLabel(mobile).inputValue()).toBe('0611223344');
    await hand.type(group.getByLabel(email), person.email);
    await hand.press(group.getByRole('button', { name: say('mine_save') }));
    await group.getByText(say('mine_saved')).waitFor();
    await expectFocus(group.getByRole('heading'));
    await group.getByText('0611223344').waitFor();

    const remove = page.getByRole('button', { name: say('mine_remove_record', { name: 'Opmaker' }) });
    await hand.press(remove);
    await page.getByRole('alertdialog', { name: say('mine_remove_title') }).waitFor();
    await look('8-remove');
    await page.keyboard.press('Escape');
    await expectFocus(remove);
  });

  it('takes what one can’t change as a request, with the day of its answer (B6)', async () => {
    const { page, hand, say, words, button } = reader();
    await hand.type(page.getByLabel(say('mine_correction_label')), words.wrongName);
    await hand.press(button('mine_correction_button'));
    const card = page.getByRole('region', { name: say('mine_correction_title') });
    await card.getByText(words.wrongName).waitFor();
    await card.getByText('2027').first().waitFor();
  });

  it('shows consents, the end and why, and says plainly what the law keeps (C62–C64, D7)', async () => {
    const { person, page, hand, say, words, button, open, look } = reader();
    const lift = await agency().hold(person.callName);
    await open('my_pages');
    await open('my_privacy_title');
    await page.getByRole('heading', { name: say('mine_term_until', { date: words.kept }) }).waitFor();
    await page.getByText(say('mine_in_the_way')).waitFor();
    // Nothing is promised that is not done.
    expect(await page.getByText(say('anonymise_what')).count()).toBe(0);
    await look('9-privacy-held');
    await hand.press(button('mine_ask_button'));
    await page.getByText(say('mine_asked_noted')).waitFor();
    await lift();
    await hand.press(button('mine_consent_give'));
    await page.getByText(say('mine_consent_given')).waitFor();
    await hand.press(button('mine_consent_withdraw'));
    const asked = page.getByRole('alertdialog');
    await asked.waitFor();
    await look('10-withdrawing');
    await hand.press(asked.getByRole('button', { name: say('mine_consent_withdraw') }));
    await page.getByText(say('mine_consent_withdrawn')).waitFor();
    await look('10-consents');
  });

  it('shows applications and documents, and who saw and got what (B14)', async () => {
    const { person, page, say, open, look, download } = reader();
    await agency().workWith(person.callName);
    await open('my_pages');
    await open('my_applications_title');
    await page.getByRole('heading', { name: 'Vormgever' }).waitFor();
    await look('11-applications');
    await open('my_pages');
    await open('my_documents_title');
    await look('12-documents');
    const file = await download(
      page.getByRole('button', { name: say('mine_document_download', { name: LETTER.name }) }),
    );
    expect(file.name).toBe(LETTER.name);
    expect(file.bytes.toString('latin1')).toBe(LETTER.bytes);
    await open('my_pages');
    await open('my_recipients_title');
    await page.getByText(RECIPIENT).waitFor();
    await page.getByText(say('mine_look_document')).waitFor();
    await look('13-recipients');
  });

  it('makes a job alert, and says how much work there is for it (C6)', async () => {
    const { page, hand, say, words, button, open, look } = reader();
    await open('my_pages');
    await open('my_alerts_title');
    await hand.press(button('alert_new'));
    const dialog = page.getByRole('dialog', { name: say('alert_new') });
    await hand.type(dialog.getByLabel(say('alert_terms')), words.job);
    await dialog.getByText(say('alert_open_one')).waitFor();
    await look('14-new-alert');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expectFocus(button('alert_new'));
    await hand.press(button('alert_new'));
    await hand.type(dialog.getByLabel(say('alert_terms')), words.job);
    await hand.press(dialog.getByRole('button', { name: say('alert_create') }));
    await page.getByRole('heading', { name: words.job }).waitFor();
    await dialog.waitFor({ state: 'detached' });
    // The button that it came from is gone with the empty list.
    await expectFocus(page.getByRole('heading', { level: 1 }));
    await look('15-alerts');
  });

  it('makes the file with all that is held, and mails that it is there (B4)', async () => {
    const { page, hand, say, button, open, look, mailed } = reader();
    await open('my_pages');
    await open('my_data_title');
    await hand.press(button('mine_export_ask'));
    await button('mine_export_fetch').waitFor();
    const [, , ready] = await mailed(3);
    expect(ready!.text).toContain(`${url()}/mijn/gegevens`);
    await page
      .getByRole('region', { name: say('mine_export_title') })
      .getByText('2027')
      .waitFor();
    await look('16-export-ready');
  });
}
