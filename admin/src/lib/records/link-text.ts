import { m } from '#messages';
import { formatDay } from '#lib/format/dates.ts';

/** What the answers hold of what a record leads to; which of it, the type says. */
interface Linked {
  readonly title?: string | null;
  readonly name?: string | null;
  readonly desiredJob?: string | null;
  readonly appliedOn?: string | null;
  readonly vacancy?: { readonly title: string } | null;
}

/** A vacancy by its title, a talent pool by its name, an application by what it was for and when. */
export function linkText(value: unknown): string {
  const linked = value as Linked;
  const text = linked.title ?? linked.name;
  if (text) return text;
  const what = linked.vacancy?.title ?? linked.desiredJob ?? m.application_type_open();
  return [what, linked.appliedOn && formatDay(linked.appliedOn)].filter(Boolean).join(' · ');
}
