/** What a coloured message is about; the colour never says it alone. */
export type Tone = 'neutral' | 'brand' | 'success' | 'warning' | 'danger';

export const softTone: Record<Tone, string> = {
  neutral: 'bg-sunken border-line text-ink-muted',
  brand: 'bg-brand-soft border-brand-line text-brand',
  success: 'bg-success-soft border-success-line text-success',
  warning: 'bg-warning-soft border-warning-line text-warning',
  danger: 'bg-danger-soft border-danger-line text-danger',
};
