import type { Client } from '@urql/core';
import { AddApplication, Candidates, connect, failureOf, refusalAt, type Candidate } from './wisbaar.ts';

const form = document.querySelector('form')!;
const key = document.querySelector('input')!;
const table = document.querySelector('table')!;
const status = document.querySelector('#status')!;
const say = (text: string) => (status.textContent = text);
/** Where the API is: given in this page's own address, as a real frontend has it in its settings. */
const api = new URLSearchParams(location.search).get('api') ?? '';

form.addEventListener('submit', (event) => {
  event.preventDefault();
  // In this page's memory alone: neither in an address, nor in storage.
  void show(connect(api, key.value));
});

async function show(client: Client): Promise<void> {
  const { data, error } = await client.query(Candidates, { first: 20 }).toPromise();
  if (!data) {
    say(`Niet gelukt: ${error ? failureOf(error) : 'geen antwoord'}`);
    return;
  }
  say(`Verbonden als ${data.apiClient?.name ?? 'onbekend'}: ${String(data.candidates.totalCount)} kandidaten`);
  const rows = data.candidates.nodes.map((candidate, place) =>
    rowOf(client, candidate, (field) => refusalAt(error, 'candidates', 'nodes', place, field)),
  );
  table.tBodies[0]!.replaceChildren(...rows);
  table.hidden = false;
}

function rowOf(client: Client, candidate: Candidate, refusal: (field: string) => string | undefined) {
  const row = document.createElement('tr');
  for (const field of ['lastName', 'town', 'emailPrivate'] as const)
    row.insertCell().textContent = candidate[field] ?? refusal(field) ?? '–';
  const button = document.createElement('button');
  button.textContent = `Inschrijven: ${candidate.lastName ?? candidate.id}`;
  button.addEventListener('click', () => void apply(client, candidate));
  row.insertCell().append(button);
  return row;
}

async function apply(client: Client, { id }: Candidate): Promise<void> {
  const { data, error } = await client.mutation(AddApplication, { input: { candidateId: id } }).toPromise();
  const refused = data?.addApplication.userErrors.map(({ code }) => code) ?? [];
  if (error) say(`Niet gelukt: ${failureOf(error)}`);
  else if (refused.length > 0) say(`Niet gelukt: ${refused.join(', ')}`);
  else say(`Ingeschreven: ${data?.addApplication.application?.status ?? ''}`);
}
