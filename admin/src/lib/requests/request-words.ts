import { m } from '#messages';

export const requestKinds = ['ACCESS', 'RECTIFICATION', 'ERASURE', 'OBJECTION', 'PORTABILITY'] as const;
export type RequestKind = (typeof requestKinds)[number];

const kinds: Readonly<Record<string, () => string>> = {
  ACCESS: m.request_kind_access,
  RECTIFICATION: m.request_kind_rectification,
  ERASURE: m.request_kind_erasure,
  OBJECTION: m.request_kind_objection,
  PORTABILITY: m.request_kind_portability,
};

/** What somebody asks of whoever holds his data. */
export const requestKind = (kind: string | null): string => kinds[kind ?? '']?.() ?? kind ?? '–';

const reasons: Readonly<Record<string, () => string>> = { HELD: m.request_held, HANDED_OVER: m.request_handed_over };

/** What stood in the way when it was asked. */
export const requestObstacle = (code: string): string => reasons[code]?.() ?? code;
