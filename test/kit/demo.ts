import { inject } from 'vitest';
import { ApiClient } from './api-client.ts';
import type { DemoRole } from './demo-product.ts';

export { DEMO_ROLES, type DemoRole } from './demo-product.ts';

/** A client of the shared demo, signed in as this role. */
export const demoClient = (role: DemoRole): ApiClient =>
  new ApiClient(inject('demoUrl'), inject('demoLogins')[role].cookie);

/** A client of the shared demo whom nobody knows. */
export const stranger = (): ApiClient => new ApiClient(inject('demoUrl'));
