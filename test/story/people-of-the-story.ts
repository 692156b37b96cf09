// cspell:ignore Kwintelaar Kwintelveen Zwijgstra Zwijgwoude Ashgrove Ashbridge
import type { Person } from '../kit/index.ts';

/** Names, places and firms of nobody: each stands nowhere else in the product, so it can be searched for. */
export const KEEPS: Person = {
  lastName: 'Bovenwater',
  callName: 'Jikke',
  email: 'jikke@bovenwater.example',
  town: 'Bovenhuizen',
  mobile: '0611112222',
  employer: 'Drukkerij Bovenkamp',
  language: 'nl',
};
export const GOES: Person = {
  lastName: 'Kwintelaar',
  callName: 'Wobbe',
  email: 'wobbe@kwintelaar.example',
  town: 'Kwintelveen',
  mobile: '0633334444',
  employer: 'Zetterij Kwintens',
  language: 'nl',
};
export const IS_SILENT: Person = {
  lastName: 'Zwijgstra',
  callName: 'Sjoerd',
  email: 'sjoerd@zwijgstra.example',
  town: 'Zwijgwoude',
  mobile: '0655556666',
  employer: 'Studio Zwijgers',
  language: 'nl',
};
export const READS_ENGLISH: Person = {
  lastName: 'Ashgrove',
  callName: 'Winnie',
  email: 'winnie@ashgrove.example',
  town: 'Ashbridge',
  mobile: '0677778888',
  employer: 'Ashgate Printers',
  language: 'en',
};
