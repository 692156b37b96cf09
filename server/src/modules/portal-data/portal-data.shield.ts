import type { ShieldRules } from '../../platform/graphql/index.ts';
import { isAnyone } from '../permissions/index.ts';

/** Whoever is signed in to the portal is shown what is his own; each of these asks the session who that is, and for nobody else. */
export const portalDataShield: ShieldRules = {
  Mutation: {
    updateMyData: isAnyone,
    saveMyRecord: isAnyone,
    removeMyRecord: isAnyone,
    askMyCorrection: isAnyone,
    giveMyConsent: isAnyone,
    withdrawMyConsent: isAnyone,
    requestMyExport: isAnyone,
  },
  Me: {
    data: isAnyone,
    correction: isAnyone,
    privacy: isAnyone,
    applications: isAnyone,
    documents: isAnyone,
    recipients: isAnyone,
    lookedAt: isAnyone,
    export: isAnyone,
  },
  MyChoice: isAnyone,
  MyField: isAnyone,
  MyRecord: isAnyone,
  MyNewRecord: isAnyone,
  MyDataGroup: isAnyone,
  MyDataPayload: isAnyone,
  MyConsent: isAnyone,
  MyPrivacy: isAnyone,
  MyApplication: isAnyone,
  MyDocument: isAnyone,
  MyRecipientOf: isAnyone,
  MyAccess: isAnyone,
  MyRequest: isAnyone,
  MyExport: isAnyone,
  MyPrivacyPayload: isAnyone,
  MyRequestPayload: isAnyone,
  MyExportPayload: isAnyone,
};
