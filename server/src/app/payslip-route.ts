import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { answerWithFile, FILE_POINTS, readAs, type AsActor, type Spend } from './file-answer.ts';
import type { ContextOf } from './http.ts';
import { myPayslipPdf, payslipPdf } from '../modules/payslips/index.ts';
import { candidateOfLink } from '../modules/contact-moments/index.ts';
import type { CandidateActor, RequestContext } from '../modules/permissions/index.ts';
import { DomainError } from '../platform/errors.ts';
import { rowId } from '../platform/graphql/index.ts';

const language = z.enum(['nl', 'en']).default('nl');
const asked = z.object({ language });
/** Without a token: who is signed in to the portal. */
const askedByCandidate = z.object({ token: z.string().max(200).optional(), id: z.string().max(200), language });

/**
 * A payslip as PDF: `GET /payslips/{id}` for who is signed in, `POST /payslips` for the candidate with his link, whose secret
 * may not be in an address, or as he is signed in to the portal. Always a file to keep apart from the page, and nothing on the way keeps a copy.
 */
export function payslipRoutes({ contextOf, asActor, spend }: { contextOf: ContextOf; asActor: AsActor; spend: Spend }) {
  return (app: FastifyInstance, _options: object, done: () => void) => {
    app.get<{ Params: { id: string } }>('/payslips/:id', (request, reply) =>
      answerWithFile(reply, async () => {
        const context = await contextOf(request, reply);
        const { work } = context;
        if (work.actor.kind === 'anonymous') throw new DomainError('UNAUTHENTICATED', 'Sign in first.');
        await spend(context, FILE_POINTS.PDF);
        const query = readAs(asked, request.query);
        const id = rowId('Payslip', request.params.id);
        return asActor(work.actor, () => payslipPdf(work, id, query.language));
      }),
    );
    app.post('/payslips', (request, reply) =>
      answerWithFile(reply, async () => {
        const context = await contextOf(request, reply);
        const { work } = context;
        await spend(context, FILE_POINTS.PDF);
        const body = readAs(askedByCandidate, request.body);
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
  if (token !== undefined) return candidateOfLink(work, token);
  const candidateId = (await portal.account())?.candidateId;
  return candidateId == null ? undefined : { kind: 'candidate', candidateId };
}
