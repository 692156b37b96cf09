import { drawPaper } from '../../platform/pdf/paper.ts';
import { RunningText } from '../../platform/pdf/running-text.ts';
import { forbidden, notFound } from '../../platform/errors.ts';
import { worksForAgency, type Work } from '../permissions/index.ts';
import { RuleSetSchema } from '../selection-rules/index.ts';
import { designOf, type DesignLanguage } from './design.ts';
import { isRuleSetVisible } from './draft-rule-set.ts';

/**
 * The functional design of a set on paper, to be signed (C12).
 * @throws DomainError FORBIDDEN, NOT_FOUND
 */
export async function designPdf(
  work: Work,
  id: string,
  language: DesignLanguage,
): Promise<{ name: string; content: Buffer }> {
  if (!worksForAgency(work.actor) || !work.actor.rights.permissions.has('rule:read')) throw forbidden();
  const set = await work.em.findOne(RuleSetSchema, { id });
  if (!set || !isRuleSetVisible(work.actor, set)) throw notFound();
  const design = await designOf(work, set, language);
  const paper = {
    title: design.title,
    author: design.about[0]!,
    language,
    at: work.clock.now(),
    foot: set.contentHash,
  };
  const content = await drawPaper(paper, (doc, root) => {
    const page = new RunningText(doc, root);
    page.title(design.title);
    page.subtitle(design.name);
    for (const line of design.about) page.line(line);
    for (const { heading, lines, items } of design.sections) {
      page.heading(heading);
      for (const line of lines) page.line(line);
      for (const item of items) page.item(item);
    }
    page.heading(design.sign.heading);
    for (const label of design.sign.fields) page.field(label);
  });
  return { name: `${language === 'nl' ? 'functioneel-ontwerp' : 'functional-design'}.pdf`, content };
}
