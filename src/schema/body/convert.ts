import { conversionThread } from '#platform/content/apart/thread';
import { turns } from '#platform/values/loop';
import {
  type ConversionName,
  type Conversions,
  convertInParts,
  mostCharactersOf,
} from '../../content/apart/conversions.ts';
import { NoThread } from '../../content/apart/job.ts';
import { type HtmlDocument, parseInParts } from '../../content/html.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { BoundedMap } from '../../values/bounded-map.ts';
import { limits } from '../../values/limits.ts';
import { remembered } from '../../values/remembered.ts';
import { InputError } from '../kit/base/errors.ts';

/** Converts HTML for an operation. Rejects with an InputError if the HTML is too long. */
export type Convert<Name extends ConversionName> = (
  html: string,
  argument: Conversions[Name]['argument'],
  loaders: Loaders,
) => Promise<Conversions[Name]['result']>;

/**
 * Returns a function that converts each text once per operation, however many fields use the result. Another thread
 * converts long content. The event loop converts the rest, in turns with other operations.
 */
export function convertingOnce<Name extends ConversionName>(name: Name): Convert<Name> {
  type Result = Promise<Conversions[Name]['result']>;
  // The fields of an item ask for its content at the same time, so results of earlier items would take memory in vain.
  const resultsOf = remembered(
    (_: Loaders) => new BoundedMap<string, Map<string, Result>>(limits.maxBodyLength),
  );
  return async (html, argument, loaders) => {
    const most = mostCharactersOf(name);
    if (html.length > most) throw tooLong(html, most);
    const key = typeof argument === 'string' ? argument : JSON.stringify(argument);
    // The text that the editor saved, with patterns. It is longer than its HTML, and escapes make it longer still.
    if (key.length > 2 * most) throw tooLong(key, 2 * most);
    const results = resultsOf(loaders);
    const ofContent = results.get(html) ?? new Map<string, Result>();
    results.set(html, ofContent, html.length);
    const known = ofContent.get(key);
    if (known) return known;
    const isLong = html.length + key.length > limits.maxConvertedHere;
    const result = isLong
      ? convertApart(name, { html, argument, loaders })
      : convertHere(name, { html, argument, loaders });
    ofContent.set(key, result);
    return result;
  };
}

interface Task<Name extends ConversionName> {
  readonly html: string;
  readonly argument: Conversions[Name]['argument'];
  readonly loaders: Loaders;
}

/** The last long conversion of an operation. It converts one text at a time, so that the thread serves others in between. */
const lastOfOperation = new WeakMap<Loaders, Promise<unknown>>();

async function convertApart<Name extends ConversionName>(
  name: Name,
  task: Task<Name>,
): Promise<Conversions[Name]['result']> {
  const { html, argument, loaders } = task;
  const { operation } = loaders;
  const { ending } = operation;
  const abort = new AbortController();
  const release = ending.onEnd(() => abort.abort(ending.reason));
  const customer = { signal: abort.signal, account: operation };
  const before = lastOfOperation.get(loaders) ?? Promise.resolve();
  const result = before.then(() => conversionThread.run({ name, html, argument }, customer));
  lastOfOperation.set(
    loaders,
    result.catch(() => undefined),
  );
  try {
    return await result;
  } catch (error) {
    if (error instanceof NoThread) return convertHere(name, task);
    throw error;
  } finally {
    release();
  }
}

const documentsOf = remembered(
  (_: Loaders) => new BoundedMap<string, Promise<HtmlDocument>>(limits.maxBodyLength),
);

async function convertHere<Name extends ConversionName>(
  name: Name,
  { html, argument, loaders }: Task<Name>,
): Promise<Conversions[Name]['result']> {
  const document = await parseOnce(html, loaders);
  return turns.finish(convertInParts(name, document, argument), loaders, loaders.operation);
}

function parseOnce(html: string, loaders: Loaders): Promise<HtmlDocument> {
  const documents = documentsOf(loaders);
  const known = documents.get(html);
  if (known) return known;
  const document = turns.finish(parseInParts(html, limits.maxParsedAtOnce), loaders, loaders.operation);
  documents.set(html, document, html.length);
  return document;
}

function tooLong({ length }: string, most: number): InputError {
  return new InputError(
    `This conversion of the content is not available: the content has ${length} characters of HTML, and the gateway converts at most ${most}. Request \`content\` as HTML with \`urls: SITE\`.`,
  );
}
