declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- SvelteKit's own way to type its app
  namespace App {
    interface PageState {
      openMail?: string;
    }
  }
}

export {};
