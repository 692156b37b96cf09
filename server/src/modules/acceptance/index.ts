export {
  copyToAcceptance,
  mustBecomeAcceptance,
  type CopyOutcome,
  type CopyProgress,
  type FirstAdmin,
} from './copy-to-acceptance.ts';
export { COPIED_SETTINGS, LEFT_OUT } from './copied-tables.ts';
export { environmentOf, type Environment } from './installation.entity.ts';
