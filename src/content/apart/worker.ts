// The thread that converts long content; see thread.node.ts.
import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { type HtmlDocument, parseHtml } from '../html.ts';
import { convertToSend } from './conversions.ts';
import type { Job, Outcome } from './job.ts';

// On Linux, a priority applies to one thread. This one gives way to the event loop of the gateway, and to WordPress.
if (process.platform === 'linux') setPriority(10);

/** The last document: several fields of a query convert the same content. */
let last: HtmlDocument | null = null;

parentPort?.on('message', (job: Job) => {
  parentPort?.postMessage(outcomeOf(job));
});

function outcomeOf({ name, html, argument }: Job): Outcome {
  try {
    if (last?.html !== html) last = parseHtml(html);
    return { result: convertToSend(name, last, argument) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
