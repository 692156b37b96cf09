import type { ModuleManifest } from '../module-manifest.ts';
import { contactMomentData } from './contact-moment.entity.ts';
import {
  AgencyContactMomentsResolver,
  ContactMomentResolver,
  ErasureQuestionResolver,
  loadContactMoment,
} from './contact-moments.resolver.ts';
import { contactMomentsShield } from './contact-moments.shield.ts';
import { MeLabelResolver } from './me-label.resolver.ts';
import { MeResolver } from './me.resolver.ts';
import { noticeData } from './notice.entity.ts';

export const contactMomentsModule: ModuleManifest = {
  declarations: [contactMomentData, noticeData],
  resolvers: [
    ErasureQuestionResolver,
    MeResolver,
    MeLabelResolver,
    ContactMomentResolver,
    AgencyContactMomentsResolver,
  ],
  nodes: { ContactMoment: loadContactMoment },
  shield: contactMomentsShield,
};
