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

/** The day of a plan that comes before the end of the term, or without one (H49). */
export function soonerPlanOf(candidate: {
  readonly retention: { readonly until: string | null } | null;
  readonly erasurePlan: { readonly state: string | null; readonly dueOn: string | null } | null;
}): string | undefined {
  const { retention, erasurePlan } = candidate;
  const day = erasurePlan?.state === 'PLANNED' ? erasurePlan.dueOn : null;
  return day !== null && day < (retention?.until ?? '9999-12-31') ? day : undefined;
}
