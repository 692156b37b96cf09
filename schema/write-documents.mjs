// Writes beside a built app every document that it sends: what its *.graphql.ts files export, by itself or in a list. In
// production the server answers its own apps' requests with these documents and no others. Run in the app's folder, after
// its build.
import { globSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Kind, print } from 'graphql';

const documents = new Set();
for (const file of globSync('src/**/*.graphql.ts').toSorted()) {
  const exported = await import(pathToFileURL(resolve(file)).href);
  for (const value of Object.values(exported).flat())
    if (value?.kind === Kind.DOCUMENT && value.definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION))
      documents.add(print(value));
}
if (documents.size === 0) throw new Error('This app sends no documents.');
writeFileSync('build/documents.json', `${JSON.stringify([...documents], undefined, 1)}\n`);
