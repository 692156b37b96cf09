/**
 * Who is signed in can be so no longer at any moment: his session ended while he was reading or typing. Whatever answer says
 * so first tells whoever listens, wherever on the page it was asked.
 */
let listener: (() => void) | undefined;

export function onSessionEnd(heard: () => void): void {
  listener = heard;
}

export const sessionHasEnded = (): void => listener?.();
