import type { shield } from 'graphql-shield';

/** Type → field → rule, as graphql-shield reads it. */
export type ShieldRules = Exclude<Parameters<typeof shield>[0], { name: string }>;
