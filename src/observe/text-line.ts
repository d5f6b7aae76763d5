import type { OperationEvent } from '../server/exchange.ts';
import { type Paint, plainPaint } from '../values/paint.ts';

/**
 * Returns an operation as one line for people: what has the same width in all lines comes first, so that it stands in
 * columns.
 *
 * @param paint - colours. @default none
 * @example
 * textLineOf(event); // '200 query           34 ms    3 requests    2 from memory  NewestPosts'
 */
export function textLineOf(event: OperationEvent, paint: Paint = plainPaint): string {
  const { kind, name, ms, requests, hits, errors } = event;
  const counts = Object.entries(errors).map(([code, number]) => `${number} × ${code}`);
  const problems = [...(event.status === 499 ? ['aborted'] : []), ...counts].join(', ');
  const memory = hits > 0 ? `${hits} from memory` : '';
  return [
    status(event, paint),
    (kind ?? 'refused').padEnd(12),
    `${Math.round(ms)} ms`.padStart(8),
    `${String(requests).padStart(4)} ${requests === 1 ? 'request ' : 'requests'}`,
    paint.dim(memory.padStart(16)),
    ...(name === null ? [] : [` ${paint.bold(name)}`]),
    ...(problems === '' ? [] : [` ${paint.bad(problems)}`]),
  ]
    .join(' ')
    .trimEnd();
}

function status({ status: code, errors }: OperationEvent, paint: Paint): string {
  const text = String(code);
  if (code >= 500) return paint.bad(text);
  return code >= 400 || Object.keys(errors).length > 0 ? paint.note(text) : paint.good(text);
}
