const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character]!);

const literally = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** The same words as HTML: nothing in the text is taken as markup, and these links alone are made clickable. */
export function letterHtml(text: string, links: readonly string[]): string {
  const paragraphs = text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('\n');
  // One link may begin as another does: the longer one is looked for first.
  const safe = [...new Set(links)].map(escapeHtml).toSorted((a, b) => b.length - a.length);
  const anyLink = new RegExp(safe.map(literally).join('|'), 'g');
  const body = safe.length === 0 ? paragraphs : paragraphs.replace(anyLink, (link) => `<a href="${link}">${link}</a>`);
  return `<!doctype html><html><body style="font-family: sans-serif; font-size: 16px; line-height: 1.5; color: #1c2326">\n${body}\n</body></html>`;
}
