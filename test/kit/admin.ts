import type { Page } from 'playwright-core';

export interface Login {
  email: string;
  password: string;
}

/** Signs in to the admin, as anybody does, and waits for the list that comes first. */
export async function signInToAdmin(page: Page, url: string, { email, password }: Login): Promise<void> {
  await page.goto(`${url}/admin`);
  await page.getByLabel('E-mailadres').fill(email);
  await page.getByLabel('Wachtwoord').fill(password);
  await page.getByRole('button', { name: 'Aanmelden' }).click();
  await page.getByRole('heading', { level: 1, name: 'Kandidaten' }).waitFor();
}

/** Gives the password that is asked for before what lets somebody do more. */
export async function confirmWithPassword(page: Page, { password }: Login): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Bevestig dat u het bent' });
  await dialog.getByLabel('Uw wachtwoord, ter bevestiging').fill(password);
  await dialog.getByRole('button', { name: 'Verder' }).click();
}
