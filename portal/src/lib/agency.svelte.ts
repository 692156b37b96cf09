interface Agency {
  name: string | null;
  /** Where it helps. */
  email: string | null;
}

/** The agency on whose behalf this page speaks; unknown until a link has been read. */
export const agency = $state<Agency>({ name: null, email: null });
