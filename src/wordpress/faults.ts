import { deepAnswer, signInFailure } from './answer.ts';
import { answerFaults } from './answer-faults.ts';
import { type ErrorKind, errorKinds } from './errors.ts';
import { failures, unknownFailure } from './failures.ts';
import { redirectFaults } from './redirects.ts';
import { transportFaults } from './transport.ts';

/** A fault between the gateway and WordPress, as clients see it. */
export interface Fault {
  readonly kind: ErrorKind;
  readonly message: string;
  readonly advice: string;
}

/** One of the tables of faults. A row without kind is `unreachable`. A row without advice has that of its kind. */
type Row = { readonly kind?: ErrorKind; readonly message: string; readonly advice?: string };

const rows: readonly Row[] = [
  ...failures,
  unknownFailure,
  ...Object.values(transportFaults),
  ...answerFaults,
  deepAnswer,
  signInFailure,
  ...Object.values(redirectFaults).map((fault) => ({ ...fault, message: `The route ${fault.message}` })),
];

/** All faults with their sentences. `npm run errors` prints them into `docs/errors.md`. */
export const faults: readonly Fault[] = rows.map(({ kind = 'unreachable', message, advice }) => ({
  kind,
  message,
  advice: advice ?? errorKinds[kind].advice,
}));
