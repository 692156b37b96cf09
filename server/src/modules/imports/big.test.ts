import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { it } from 'vitest';
import { startTestProduct } from '../../../test-kit/index.ts';
import { makeAgency } from '../../../test-kit/agency.ts';
import { runImport } from './run-import.ts';
import { previewImport } from './preview-import.ts';
it('big', async () => { const p = await startTestProduct(); const {id} = await makeAgency(p); const work = p.workAs({kind:'system',name:'x'});
 for (const n of [10_000, 100_000]) {
 const path = `/tmp/big${n}.csv`;
 const out = createWriteStream(path);
 out.write('Kandidaatnummer;Achternaam;Voornamen;Geb. datum;Geslacht;E-mail;Mobiel;Straat;Huisnr;Postcode;Plaats;Vacature;Sollicitatiedatum;Salarisindicatie;Toestemming;Toestemmingsdatum;Privacystatement gelezen;Memo;Werkgever;Functie;Werkervaring: Van\r\n');
 for (let i = 0; i < n; i++) { const d = String(i % 28 + 1).padStart(2,'0'); if(!out.write(`${n}K${i};Jansen${i};Sam Jan;${d}-02-19${String(60+i%40)};v;sam${n}x${i}@p.example;06 0123 4567;Dorpsstraat;${i%200+1};1234ab;Ede;V${i%500};${d}-05-2026;2.500,50;${i%2?'ja':'nee'};${d}-05-2026;ja;"Een memo met\r\neen regel";Bakkerij;Bakker;01-01-2020\r\n`)) await new Promise(r=>out.once('drain',r)); }
 await new Promise<void>(r => out.end(() => r()));
 global.gc?.();
 let peak = 0; const timer = setInterval(() => { peak = Math.max(peak, process.memoryUsage().rss); }, 50);
 const base = process.memoryUsage().rss;
 const source = () => createReadStream(path);
 let t = performance.now(); const c = await previewImport(work, { agencyId: id, source }); console.log(n, 'MB', statSync(path).size/1e6, 'preview s', (performance.now()-t)/1000, c.newCandidates, c.newConsents, c.problems[0], 'base', base/1e6|0, 'peak', peak/1e6|0);
 t = performance.now(); const r = await runImport(work, { agencyId: id, source, skipBad: false }); console.log(n, 'import s', (performance.now()-t)/1000, r.state, r.candidatesAdded, 'peak', peak/1e6|0);
 t = performance.now(); const r2 = await runImport(work, { agencyId: id, source, skipBad: false }); console.log(n, 'again s', (performance.now()-t)/1000, r2.state, r2.candidatesAdded, r2.consentsAdded, 'peak', peak/1e6|0);
 clearInterval(timer);
 }
 await p.stop(); }, 600_000);
