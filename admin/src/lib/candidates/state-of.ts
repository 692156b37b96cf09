interface Stages {
  readonly anonymisedAt: string | null;
  readonly approvedOn: string | null;
  readonly active: boolean | null;
  readonly erasurePlan: { readonly state: string | null } | null;
}

/** The stage that decides what may still happen to this person: the furthest one. */
export function stateOf(candidate: Stages): string {
  if (candidate.anonymisedAt) return 'ANONYMISED';
  if (candidate.approvedOn) return 'HANDED_OVER';
  if (candidate.erasurePlan?.state === 'PLANNED') return 'PLANNED';
  return candidate.active === false ? 'INACTIVE' : 'ACTIVE';
}
