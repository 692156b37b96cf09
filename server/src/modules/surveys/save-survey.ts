import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { DomainError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { recordAudit } from '../audit/index.ts';
import { replaceMoments, soundMoments } from '../contact-moments/index.ts';
import type { Work } from '../permissions/index.ts';
import { SurveySchema, type SurveySettings } from '../retention/index.ts';
import type { NoticeWords } from '../selection-rules/index.ts';
import { previewSurvey } from './preview-survey.ts';
import { settingsOf } from './survey-of.ts';

/**
 * Sets an agency's survey and its mails (H43, H60). Whoever was asked already keeps what he was told; reminders follow the new
 * wording, and while it is off there are none.
 * @param mark of the preview that was looked at: it said how many would be asked at once.
 * @throws DomainError NOT_FOUND, FORBIDDEN, BAD_USER_INPUT with the field's name; CONFLICT when the preview no longer holds
 */
export async function saveSurvey(
  work: Work,
  agencyId: string,
  given: { settings: SurveySettings; messages: readonly NoticeWords[]; mark: string },
): Promise<void> {
  const settings = settingsOf(given.settings);
  const messages = soundMoments(given.messages, { path: 'messages', longestDays: settings.daysBefore });
  await inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    await rows(em, sql`select from agency where id = ${agencyId} for update`);
    const preview = await previewSurvey(inside, agencyId, settings);
    if (preview.mark !== given.mark)
      throw new DomainError('CONFLICT', 'This would ask others than was shown. Look at the preview again.', [
        'preview',
      ]);
    const survey =
      (await em.findOne(SurveySchema, { agencyId })) ?? em.create(SurveySchema, { id: newId(), agencyId, ...settings });
    em.assign(survey, settings);
    await em.flush();
    await replaceMoments(em, { agencyId, surveyId: survey.id }, messages);
    // Whom it planned and has not told yet is told as everybody is, once it is off.
    if (!settings.active)
      await rows(
        em,
        sql`update erasure_plan set survey_id = null where survey_id = ${survey.id} and state = 'PLANNED' and first_notice_at is null`,
      );
    await recordAudit(inside, [
      {
        action: 'survey.saved',
        subjectType: 'Agency',
        subjectId: agencyId,
        facts: { active: settings.active, daysBefore: settings.daysBefore, asked: preview.asked },
      },
    ]);
  });
}
