// cspell:ignore Kandidaatnummer
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';

const HEADINGS = [
  'Kandidaatnummer', 'Voornamen', 'Tussenvoegsel', 'Achternaam', 'Geboortedatum', 'E-mail', 'Telefoon', 'Mobiel', 'Straat', 'Huisnummer',
  'Postcode', 'Plaats', 'Inschrijfdatum', 'Vacature', 'Vacaturetitel', 'Sollicitatiedatum', 'Toestemming', 'Toestemmingsdatum',
  'Privacystatement gelezen', 'Werkgever', 'Functie', 'Werkervaring: Van', 'Memo', 'Vrij veld: Ploegendienst',
]; // prettier-ignore
const TOWNS = ['Utrecht', 'Gouda', 'Coevorden', 'Sneek', 'Weert', 'Goes', 'Hoorn'];
const JOBS = ['Lasser', 'Heftruckchauffeur', 'Verzorgende', 'Kok', 'Planner', 'Monteur'];
const VACANCIES = 400;
/** Every so many rows one is about the person of the row before it: a second application, another employer. */
const AGAIN = 5;

const two = (n: number) => String(n).padStart(2, '0');
const date = (n: number, firstYear: number, years: number) =>
  `${two(1 + (n % 28))}-${two(1 + (n % 12))}-${String(firstYear + (n % years))}`;

function row(n: number): string {
  const again = n % AGAIN === AGAIN - 1;
  const person = n - (again ? 1 : 0);
  const job = JOBS[n % JOBS.length]!;
  return [
    `K${person}`, `Sanne${person % 997}`, person % 4 === 0 ? 'van der' : '', `Voorbeeld${person}`, date(person, 1960, 45), `k${person}@person.example`,
    '030-2345678', `06-${String(10_000_000 + person)}`, `Dorpsstraat ${person % 31}`, String(1 + (person % 250)), `${1000 + (person % 8999)} AB`, TOWNS[person % TOWNS.length]!,
    date(person, 2023, 3), `V${n % VACANCIES}`, `${job} ${n % VACANCIES}`, date(n, 2025, 1), person % 3 === 0 ? 'nee' : 'ja', date(person, 2025, 1),
    'ja', `Bedrijf ${n % 5_000}`, job, date(n, 2010, 12), `"Belt liever 's avonds; ""na zes""\nHeeft een rijbewijs sinds ${2000 + (person % 20)}."`, n % 2 === 0 ? 'ja' : '',
  ].join(';'); // prettier-ignore
}

/** Writes a file as agencies export it: semicolons, quoted line breaks, two dozen columns, four people in five rows. */
export async function writeImportFile(path: string, rows: number): Promise<void> {
  const stream = createWriteStream(path);
  stream.write(`${HEADINGS.join(';')}\r\n`);
  for (let n = 0; n < rows; n += 1) if (!stream.write(`${row(n)}\r\n`)) await once(stream, 'drain');
  stream.end();
  await finished(stream);
}
