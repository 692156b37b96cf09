export { DEFAULT_MESSAGES } from './default-messages.ts';
