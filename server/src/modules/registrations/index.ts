export { CV_LIMIT } from './cv-file.ts';
export { forgetUnconfirmed } from './forget-unconfirmed.ts';
export { receiveCv } from './receive-cv.ts';
export { createRegistrationThrottle, type RegistrationThrottle } from './registration-throttle.ts';
export { storeSentCvs } from './store-sent-cvs.ts';
