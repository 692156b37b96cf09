import type { StatementLanguage } from './privacy-statement.entity.ts';

/** A text to begin with: a new agency finds it as its first draft, to be made its own. */
export const exampleStatement = (language: StatementLanguage, name: string, contactEmail: string): string =>
  TEXTS[language].replaceAll('%name%', () => name).replaceAll('%email%', () => contactEmail);

const TEXTS: Readonly<Record<StatementLanguage, string>> = {
  nl: `# Privacystatement van %name%

Je schrijft je bij ons in omdat je werk zoekt. Daarvoor hebben we gegevens van je nodig. Hier lees je welke, waarom, en hoe lang we ze bewaren.

## Welke gegevens we bewaren

- je naam en hoe we je kunnen bereiken;
- je cv, en wat je ons vertelt over je opleiding, je werkervaring en je wensen;
- je sollicitaties, en wat we met je bespreken.

Je bsn vragen we pas als je bij ons in dienst komt.

## Hoe lang we je gegevens bewaren

- Solliciteer je op één vacature? Dan bewaren we je gegevens **{termijnEnkeleVacature}** na het einde van de procedure.
- Mogen we je gegevens ook voor andere vacatures gebruiken? Dan bewaren we ze **{termijnMeerdereVacatures}**.
- Schrijf je je in zonder vacature, en mogen we je gegevens voor vacatures gebruiken? Dan bewaren we ze **{termijnKandidaat}**.

Voor het einde van die tijd krijg je een mail. Daarin kies je zelf: bewaren, of anoniem maken.

## Wie je gegevens ziet

Alleen medewerkers die ze nodig hebben voor hun werk. Een opdrachtgever ziet je cv pas als jij dat goedvindt.

## Wat jij kunt doen

Je mag altijd vragen wat we van je hebben, dat laten verbeteren, of het laten wissen. Je toestemming kun je altijd intrekken. Mail ons: [%email%](mailto:%email%).

Kom je er met ons niet uit? Dan kun je een klacht indienen bij de [Autoriteit Persoonsgegevens](https://www.autoriteitpersoonsgegevens.nl).`,
  en: `# Privacy statement of %name%

You register with us because you are looking for work. For that we need data about you. Here you read which, why, and how long we keep it.

## What we keep

- your name and how we can reach you;
- your CV, and what you tell us about your education, your work experience and your wishes;
- your applications, and what we speak about with you.

We ask for your BSN only when you come to work for us.

## How long we keep your data

- Do you apply for one vacancy? Then we keep your data for **{termijnEnkeleVacature}** after the end of the procedure.
- May we use your data for other vacancies too? Then we keep it for **{termijnMeerdereVacatures}**.
- Do you register without a vacancy, and may we use your data for vacancies? Then we keep it for **{termijnKandidaat}**.

Before that time ends you get a mail. In it you choose yourself: keep, or make anonymous.

## Who sees your data

Only employees who need it for their work. A client sees your CV only when you agree to that.

## What you can do

You may always ask what we have about you, have it corrected, or have it erased. You can always withdraw your consent. Mail us: [%email%](mailto:%email%).

Do we not find a solution together? Then you can complain to the [Dutch Data Protection Authority](https://www.autoriteitpersoonsgegevens.nl/en).`,
};
