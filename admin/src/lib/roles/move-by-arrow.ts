/** Moves from box to box in a matrix: up and down in a column, left and right in a row. */
export function moveByArrow(event: KeyboardEvent): void {
  const box = event.target;
  const step = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }[event.key];
  if (step === undefined || !(box instanceof HTMLInputElement) || box.type !== 'checkbox') return;
  const sideways = event.key === 'ArrowLeft' || event.key === 'ArrowRight';
  const within = box.closest(sideways ? 'tr' : '[data-matrix]');
  const all = [...(within?.querySelectorAll<HTMLInputElement>('input[data-column]:not(:disabled)') ?? [])];
  const { column } = box.dataset;
  const candidates = sideways ? all : all.filter((one) => one.dataset['column'] === column);
  const next = candidates[candidates.indexOf(box) + step];
  event.preventDefault();
  next?.focus();
}
