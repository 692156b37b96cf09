import type { ModuleManifest } from '../module-manifest.ts';
import { contactMomentData } from './contact-moment.entity.ts';
import { noticeData } from './notice.entity.ts';

export const contactMomentsModule: ModuleManifest = { declarations: [contactMomentData, noticeData] };
