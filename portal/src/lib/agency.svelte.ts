let name = $state<string | null>(null);

/** The agency on whose behalf this page speaks; unknown until a link has been read. */
export const agency = {
  get name(): string | null {
    return name;
  },
  set name(value: string | null) {
    name = value;
  },
};
