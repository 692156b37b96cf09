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
