export { ApiClientSchema, type ApiClient } from './api-client.entity.ts';
export { clientOfKey, isAllowedOrigin, type KnownClient } from './client-of-key.ts';
export { createApiThrottle, POINTS_A_MINUTE, type ApiThrottle, type Spent } from './api-throttle.ts';
export { holdsKeyText } from './key-text.ts';
export { noteUse } from './note-use.ts';
export { forgetSpentPoints, tellUses } from './tell-uses.ts';
