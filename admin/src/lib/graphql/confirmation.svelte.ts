/** Whoever is asked to show once more that it is he; set by the window that asks (`ConfirmAgain`). */
type Answer = (confirmed: boolean) => void;

let asked = $state.raw<{ readonly answer: Answer; readonly again: boolean }>();

/** What is asked now, if anything. */
export const confirmationAsked = () => asked;

/**
 * Opens the window, over whatever is open, so that nothing that was typed is lost.
 * @param again whether what he showed before was not enough.
 * @returns whether he says that he has shown it; the server decides.
 */
export function askConfirmation(again: boolean): Promise<boolean> {
  asked?.answer(false);
  return new Promise((resolve) => {
    asked = {
      again,
      answer(confirmed) {
        asked = undefined;
        resolve(confirmed);
      },
    };
  });
}
