export { SavedViewSchema } from './saved-view.entity.ts';
