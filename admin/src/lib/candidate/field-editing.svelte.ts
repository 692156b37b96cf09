import { m } from '#messages';
import { errorsByField, type UserError } from '#lib/graphql/user-errors.ts';
import { type DeclaredField, labelOf } from '#lib/session/declarations.svelte.ts';
import { kindOf } from './field-kind.ts';

export type Changes = Record<string, string | boolean | number | readonly string[] | null>;

/** The text in the control for a value, and back. A list is typed with commas; of a link its id stands for it. */
function toText(field: DeclaredField, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (kindOf(field) === 'link') return (value as { id: string }).id;
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function fromText(field: DeclaredField, text: string): Changes[string] {
  const trimmed = text.trim();
  switch (kindOf(field)) {
    case 'list':
      return trimmed.split(',').flatMap((one) => one.trim() || []);
    case 'flag':
      return trimmed === '' ? null : trimmed === 'true';
    case 'number':
      return trimmed === '' ? null : Number(trimmed.replace(',', '.'));
    default:
      return trimmed === '' ? null : trimmed;
  }
}

/** Some fields while they are being edited: what was there, what is typed, and what of it is different. */
export class FieldEditing {
  readonly fields: readonly DeclaredField[];
  /** By the name that the input has for a field. */
  texts = $state<Record<string, string>>({});
  errors = $state.raw<Record<string, string>>({});
  readonly #old: Readonly<Record<string, unknown>> | undefined;
  readonly #form: string;

  /**
   * @param values what is there; `undefined` where something new is being typed in.
   * @param form tells controls of two forms on one page apart.
   */
  constructor(fields: readonly DeclaredField[], values: Readonly<Record<string, unknown>> | undefined, form = 'field') {
    this.fields = fields;
    this.#old = values;
    this.#form = form;
    const start = (field: DeclaredField) => (values ? this.#shown(field) : (field.initial ?? ''));
    this.texts = Object.fromEntries(fields.map((field) => [field.inputField, start(field)]));
  }

  /** A masked value is never typed back: its control starts empty, and empty means that it stays. */
  #shown(field: DeclaredField): string {
    return kindOf(field) === 'masked' ? '' : toText(field, this.#old?.[field.field]);
  }

  textOf(field: DeclaredField): string {
    return this.texts[field.inputField] ?? '';
  }

  get changes(): Changes {
    const changed = this.fields.filter((field) => this.textOf(field) !== this.#shown(field));
    return Object.fromEntries(changed.map((field) => [field.inputField, fromText(field, this.textOf(field))]));
  }

  hint(field: DeclaredField): string | undefined {
    const masked = this.#old?.[field.field];
    if (kindOf(field) === 'masked' && typeof masked === 'string') return m.bsn_hint({ masked });
    return kindOf(field) === 'list' ? m.list_hint() : undefined;
  }

  get dirty(): boolean {
    return Object.keys(this.changes).length > 0;
  }

  /** Says beside each field that must not stay empty that it is. */
  complete(): boolean {
    const missing = this.fields.filter((field) => field.required && this.textOf(field).trim() === '');
    this.errors = Object.fromEntries(missing.map((field) => [field.inputField, m.error_required()]));
    return missing.length === 0;
  }

  /** The mistakes for the summary, each with the label of its field. */
  get summary() {
    return Object.entries(this.errors).map(([name, message]) => {
      const field = this.fields.find((one) => one.inputField === name);
      return field ? { id: this.controlId(field), message: `${labelOf(field)}: ${message}` } : { message };
    });
  }

  controlId(field: DeclaredField): string {
    return `${this.#form}-${field.inputField}`;
  }

  refuse(problems: readonly UserError[]): void {
    this.errors = errorsByField(problems);
  }

  fail(message: string): void {
    this.errors = { '': message || m.failure_unexpected() };
  }
}
