import type { TestProject } from 'vitest/node';
import { ApiClient } from './api-client.ts';
import type { Login } from './admin.ts';
import { makeInstallation } from './installation.ts';
import { startMailServer } from './mail-server.ts';

/** The people who sign in to the demo, as it tells them itself. */
export const DEMO_ROLES = ['ADMIN', 'PRIVACY_OFFICER', 'CONSULTANT', 'RECRUITER', 'BACK_OFFICE', 'READ_ONLY'] as const;
export type DemoRole = (typeof DEMO_ROLES)[number];
export type DemoLogins = Record<DemoRole, Login & { cookie: string }>;

declare module 'vitest' {
  export interface ProvidedContext {
    demoUrl: string;
    demoDatabase: string;
    demoLogins: DemoLogins;
  }
}

/** One product with the demo in it for all files that only look, with a session for each role. */
export default async function setup(project: TestProject) {
  const mail = await startMailServer();
  const installation = await makeInstallation({ DEMO: '1', SMTP_URL: mail.url });
  const stop = async () => {
    await installation.remove();
    await mail.stop();
  };
  try {
    const product = await installation.start();
    const logins: Partial<DemoLogins> = {};
    for (const [, email, password, role] of product.said().matchAll(/^ +(\S+@\S+) +(\S+) +([A-Z_]+)$/gm)) {
      const login = { email: email!, password: password! };
      const { cookie } = await new ApiClient(product.url).signIn(login);
      logins[role as DemoRole] = { ...login, cookie };
    }
    project.provide('demoUrl', product.url);
    project.provide('demoDatabase', await product.databaseUrl());
    project.provide('demoLogins', logins as DemoLogins);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
