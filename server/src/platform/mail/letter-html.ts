const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character]!);

/** The same words as HTML: nothing in the text is taken as markup, and the one link is made clickable. */
export function letterHtml(text: string, link: string | undefined): string {
  const paragraphs = text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('\n');
  const safeLink = link === undefined ? undefined : escapeHtml(link);
  const body =
    safeLink === undefined ? paragraphs : paragraphs.replaceAll(safeLink, `<a href="${safeLink}">${safeLink}</a>`);
  return `<!doctype html><html><body style="font-family: sans-serif; font-size: 16px; line-height: 1.5; color: #1c2326">\n${body}\n</body></html>`;
}
