import type { Look } from './shell/look.graphql';

interface Agency {
  name: string | null;
  /** Where it helps. */
  email: string | null;
  /** Of the label whose pages these are: how it is called in addresses. */
  label: string | null;
  /** The label's colours and logo; without one the page has those of the product. */
  look: Look | null;
}

const NOBODY: Agency = { name: null, email: null, label: null, look: null };

/** The agency on whose behalf this page speaks; unknown until a link, a label or an account has been read. */
export const agency = $state<Agency>({ ...NOBODY });

export interface SpokenFor {
  agencyName: string | null;
  agencyEmail: string | null;
  label?: { name: string; slug: string; look: Look } | null;
}

/** The page speaks for this agency from now on, in the name and the colours of the label if it has one. */
export function speakFor({ agencyName, agencyEmail, label }: SpokenFor): void {
  Object.assign(agency, {
    name: label?.name ?? agencyName,
    email: agencyEmail,
    label: label?.slug ?? null,
    look: label?.look ?? null,
  });
}

export const speakForNobody = (): void => void Object.assign(agency, NOBODY);

/** Pages that belong together, of which the next need not find out anew for whom it speaks: those of a label, and of a link. */
export function areaOf(path: string): string {
  const [first = '', second = ''] = path.split('/').filter(Boolean);
  if (first === 'l') return `l/${second}`;
  return first === 'loonafrekeningen' ? 'bewaren' : first;
}

/** Pages of whoever is signed in, or of nobody: where he is, they speak for the agency of his account. */
export const isOfVisitor = (path: string): boolean => ['', 'mijn', 'inloggen', 'privacy'].includes(areaOf(path));
