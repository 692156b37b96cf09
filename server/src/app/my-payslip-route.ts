import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { answerWithFile, FILE_POINTS, readAs, type Spend } from './file-answer.ts';
import type { ContextOf } from './http.ts';
import { pdfLanguage } from './pdf-routes.ts';
import { myPayslipPdf } from '../modules/payslips/index.ts';
import { candidateOfLink } from '../modules/contact-moments/index.ts';
import { mustBePortal, type CandidateActor, type RequestContext } from '../modules/permissions/index.ts';
import { rowId } from '../platform/graphql/index.ts';

/** Without a token: who is signed in to the portal. */
const asked = z.object({ token: z.string().max(200).optional(), id: z.string().max(200), language: pdfLanguage });

/**
 * `POST /payslips`: a payslip as PDF for the candidate himself, with his link, whose secret may not be in an address, or as he
 * is signed in to the portal (H10).
 */
export function myPayslipRoute({ contextOf, spend }: { contextOf: ContextOf; spend: Spend }) {
  return (app: FastifyInstance, _options: object, done: () => void) => {
    app.post('/payslips', (request, reply) =>
      answerWithFile(reply, async () => {
        const context = await contextOf(request, reply);
        const { work } = context;
        await spend(context, FILE_POINTS.PDF);
        const body = readAs(asked, request.body);
        return myPayslipPdf(work, await candidateOf(context, body.token), rowId('Payslip', body.id), body.language);
      }),
    );
    done();
  };
}

async function candidateOf(
  { work, portal }: RequestContext,
  token: string | undefined,
): Promise<CandidateActor | undefined> {
  mustBePortal(work.actor);
  if (token !== undefined) return candidateOfLink(work, token);
  const candidateId = (await portal.account())?.candidateId;
  return candidateId == null ? undefined : { kind: 'candidate', candidateId };
}
