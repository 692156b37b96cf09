import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { erasureProofFile } from '../modules/anonymisation/index.ts';
import { consentProof } from '../modules/consent/index.ts';
import { payslipPdf } from '../modules/payslips/index.ts';
import type { Work } from '../modules/permissions/index.ts';
import { designPdf } from '../modules/rule-sets/index.ts';
import { DomainError } from '../platform/errors.ts';
import { rowId } from '../platform/graphql/index.ts';
import { answerWithFile, FILE_POINTS, readAs, type AsActor, type Spend } from './file-answer.ts';
import type { ContextOf } from './http.ts';

export const pdfLanguage = z.enum(['nl', 'en']).default('nl');
const asked = z.object({ language: pdfLanguage });

interface Pdf {
  /** Where it is, with the id of what it is about as `:id`. */
  readonly path: string;
  /** Of which type that id has to be. */
  readonly type: string;
  /** Makes it for who may have it, under a name that says nothing about whose it is. */
  readonly make: (work: Work, id: string, language: 'nl' | 'en') => Promise<{ name: string; content: Buffer }>;
}

const DRAWN: readonly Pdf[] = [
  /** The functional design of a set of rules (C12). It names nobody. */
  { path: '/rule-sets/:id/design', type: 'RuleSet', make: designPdf },
  /** A payslip, with its BSN masked (H10). */
  { path: '/payslips/:id', type: 'Payslip', make: payslipPdf },
  /** What somebody was told and agreed to (H20–H22). */
  { path: '/consent-proofs/:id', type: 'Candidate', make: consentProof },
  /** What one erasure did (B8). */
  { path: '/erasure-receipts/:id', type: 'ErasureReceipt', make: erasureProofFile },
];

/** `GET` of each PDF that the product draws for who is signed in or has a key, `?language=nl` or `en`; in Dutch unless told. */
export function pdfRoutes({ contextOf, asActor, spend }: { contextOf: ContextOf; asActor: AsActor; spend: Spend }) {
  return (app: FastifyInstance, _options: object, done: () => void) => {
    for (const { path, type, make } of DRAWN)
      app.get<{ Params: { id: string } }>(path, (request, reply) =>
        answerWithFile(reply, async () => {
          const context = await contextOf(request, reply);
          const { work } = context;
          if (work.actor.kind === 'anonymous') throw new DomainError('UNAUTHENTICATED', 'Sign in first.');
          await spend(context, FILE_POINTS.PDF);
          const { language } = readAs(asked, request.query);
          const id = rowId(type, request.params.id);
          return asActor(work.actor, () => make(work, id, language));
        }),
      );
    done();
  };
}
