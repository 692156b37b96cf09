export { demoLogins, demoPortalLogin, type DemoPortalLogin } from './settle-agencies.ts';
export { seedDemo, isEmpty, type DemoLogin, type DemoOutcome } from './seed-demo.ts';
