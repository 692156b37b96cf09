/**
 * Puts a text on the clipboard. Not every browser lets a page write there: then what shows it is selected, so that it can be copied
 * by hand.
 */
export async function copyText(text: string, shown: HTMLElement | undefined): Promise<'copied' | 'failed'> {
  try {
    await navigator.clipboard.writeText(text);
    return 'copied';
  } catch {
    if (shown) getSelection()?.selectAllChildren(shown);
    return 'failed';
  }
}
