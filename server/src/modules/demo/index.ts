export { demoLogins } from './settle-agencies.ts';
export { seedDemo, isEmpty, type DemoLogin, type DemoOutcome } from './seed-demo.ts';
