/** A file as agencies export them: semicolons, a byte order mark, Windows line ends. */
export function csv(rows: readonly Readonly<Record<string, string>>[]): Buffer {
  const headings = Object.keys(rows[0] ?? {});
  const lines = [headings, ...rows.map((row) => headings.map((heading) => row[heading] ?? ''))];
  const cell = (text: string) => (/[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return Buffer.from(`\uFEFF${lines.map((line) => line.map(cell).join(';')).join('\r\n')}\r\n`);
}
