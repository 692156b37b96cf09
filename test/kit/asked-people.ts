import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { csv } from './csv.ts';
import type { Installation } from './installation.ts';
import { registration, type Person } from './people.ts';

/** When they registered, and a day within the notice before the end of their term of 32 days. */
export const REGISTERED = { fakeNow: '2027-03-01T09:00:00+01:00', day: '01-03-2027' };
export const ASKED = { fakeNow: '2027-03-20T09:00:00+01:00', planned: '3 april 2027', plannedEnglish: '3 April 2027' };

let phones = 10_000_000;

/** Another one with every call; a first name is enough to tell people apart. */
export const somebody = (name: string, language: 'nl' | 'en' = 'nl'): Person => ({
  lastName: `van ${name}`,
  callName: name,
  email: `${name.toLowerCase()}@persoon.example`,
  town: 'Leuvenheim',
  mobile: `06${(phones += 1)}`,
  employer: 'Drukkerij Leuven',
  language,
});

/** Imports people into an agency and lets the sweep queue the question whether they may be kept, all from the command line. */
export async function askPeople(installation: Installation, agency: string, people: readonly Person[]): Promise<void> {
  const file = join(installation.dataDir, 'people.csv');
  await writeFile(file, csv(people.map((person) => registration(person, REGISTERED.day))));
  const imported = await installation.run(['import', file, '--agency', agency], {
    settings: { FAKE_NOW: REGISTERED.fakeNow },
  });
  expect(imported.stdout).toContain(`Done: ${people.length} candidates`);
  const swept = await installation.run(['sweep'], { settings: { FAKE_NOW: ASKED.fakeNow } });
  expect(swept.stdout).toContain(`mails queued ${people.length},`);
}
