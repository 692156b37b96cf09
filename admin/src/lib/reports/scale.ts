/** Round numbers from zero to just above the largest, at most five of them: where the lines of a chart stand. */
export function scaleOf(largest: number): number[] {
  const wanted = Math.max(largest, 1) / 4;
  const magnitude = 10 ** Math.floor(Math.log10(wanted));
  const fits = [1, 2, 2.5, 5, 10].map((round) => round * magnitude).find((round) => round >= wanted)!;
  const step = Math.max(1, fits === 2.5 ? 5 : fits);
  return Array.from({ length: Math.ceil(Math.max(largest, 1) / step) + 1 }, (_, index) => index * step);
}
