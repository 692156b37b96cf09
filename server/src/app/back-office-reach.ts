import type { Env } from '../platform/env.ts';
import type { NetworkReach } from '../platform/network-reach.ts';

/** Where agencies' back offices may stand: with https, and on the internet, unless this installation says otherwise. */
export const backOfficeReachOf = (env: Pick<Env, 'production' | 'intranetBackOffices'>): NetworkReach => ({
  http: !env.production,
  intranet: env.intranetBackOffices,
});
