export { DataRequestSchema, type DataRequest } from './data-request.entity.ts';
export { openRequest } from './open-request.ts';
export { withdrawErasureRequests } from './withdraw-erasure-requests.ts';
export { registerDataRequest } from './register-data-request.ts';
export { extendDataRequest } from './extend-data-request.ts';
export { answerDataRequest } from './answer-data-request.ts';
