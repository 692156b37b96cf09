declare global {
  namespace App {
    interface PageState {
      openMail?: string;
    }
  }
}

export {};
