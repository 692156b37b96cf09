import type { ModuleManifest } from '../module-manifest.ts';
import { outgoingMailData } from './outgoing-mail.personal-data.ts';

export const outgoingMailModule: ModuleManifest = { declarations: [outgoingMailData] };
