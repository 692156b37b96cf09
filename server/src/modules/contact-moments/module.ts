import type { ModuleManifest } from '../module-manifest.ts';
import { contactMomentData } from './contact-moment.entity.ts';
import {
  AgencyContactMomentsResolver,
  ContactMomentResolver,
  ErasureQuestionResolver,
  loadContactMoment,
} from './contact-moments.resolver.ts';
import { contactMomentsShield } from './contact-moments.shield.ts';
import { noticeData } from './notice.entity.ts';

export const contactMomentsModule: ModuleManifest = {
  declarations: [contactMomentData, noticeData],
  resolvers: [ErasureQuestionResolver, ContactMomentResolver, AgencyContactMomentsResolver],
  nodes: { ContactMoment: loadContactMoment },
  shield: contactMomentsShield,
};
