import { m } from '#messages';

const kinds: Readonly<Record<string, () => string>> = {
  CANDIDATE: m.hand_over_kind_candidate,
  ERASURE_REQUEST: m.hand_over_kind_erasure_request,
  CLEAN_UP: m.hand_over_kind_clean_up,
};

/** What passes between us and the back office. */
export const handOverKind = (kind: string | null): string => kinds[kind ?? '']?.() ?? kind ?? '–';

const problems: Readonly<Record<string, () => string>> = {
  TIMEOUT: m.hand_over_problem_timeout,
  UNREACHABLE: m.hand_over_problem_unreachable,
  ADDRESS_REFUSED: m.hand_over_problem_address,
  ANSWER_UNREADABLE: m.hand_over_problem_answer,
  SEAL_BROKEN: m.hand_over_problem_seal,
  CONTENT_UNREADABLE: m.hand_over_problem_content,
  NOT_SETTLED: m.hand_over_problem_not_settled,
};

/** What went wrong last, by its code. */
export function handOverProblem(code: string): string {
  const [, status] = /^HTTP_(\d+)$/.exec(code) ?? [];
  if (status !== undefined) return m.hand_over_problem_status({ code: status });
  return problems[code]?.() ?? m.hand_over_problem_other({ code });
}
