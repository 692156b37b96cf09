/**
 * Words that passwords are made of when somebody must think of one quickly, in Dutch and English. What is left of a password
 * without them, and without digits and signs, must still be something.
 */
export const COMMON_WORDS: readonly string[] = [
  'aanmelden', 'abc', 'abcd', 'abcdef', 'admin', 'administrator', 'ajax', 'amsterdam', 'asdf', 'asdfgh', 'asdfghjkl',
  'baseball', 'batman', 'beheer', 'beheerder', 'changeme', 'computer', 'december', 'default', 'demo', 'dragon', 'eindhoven',
  'feyenoord', 'football', 'geheim', 'guest', 'hallo', 'hello', 'herfst', 'holland', 'iloveyou', 'inloggen', 'januari',
  'kantoor', 'letmein', 'lente', 'login', 'maandag', 'master', 'mijn', 'monkey', 'mypassword', 'my', 'nederland', 'nieuw', 'pass',
  'passw', 'passwd', 'password', 'passwort', 'princess', 'qazwsx', 'qwert', 'qwerty', 'qwertyuiop', 'root', 'rotterdam',
  'secret', 'shadow', 'sollicitant', 'spring', 'starwars', 'summer', 'sunshine', 'superman', 'temp', 'temporary', 'test',
  'tijdelijk', 'trustno', 'uitzendbureau', 'utrecht', 'voetbal', 'vrijdag', 'wachtwoord', 'welcome', 'welkom', 'whatever', 'winter',
  'wisbaar', 'zomer', 'zxcvbn', 'zxcvbnm',
]; // prettier-ignore
