import { XmlParser } from './html.ts';

/** A call of a remote procedure (xmlrpc.com, "XML-RPC Specification"). */
export interface XmlRpcCall {
  readonly method: string;
  /** The parameters that are texts. */
  readonly texts: readonly string[];
}

/** Levels of elements. A call with text parameters has five. */
const mostLevels = 20;

/**
 * Reads a call. Returns null if the XML is none. It knows no entities, so that none can expand, and refuses a document type.
 */
export function readXmlRpcCall(xml: string): XmlRpcCall | null {
  const path: string[] = [];
  const texts: string[] = [];
  let method = '';
  let isRefused = false;
  let isClosed = false;
  const parser = new XmlParser(
    {
      onopentagname(name) {
        path.push(name);
        if (path.length > mostLevels || isClosed) isRefused = true;
        if (/^methodCall\/params\/param\/value$/.test(path.join('/'))) texts.push('');
      },
      ontext(text) {
        const place = path.join('/');
        if (place === 'methodCall/methodName') method += text;
        if (/^methodCall\/params\/param\/value(\/string)?$/.test(place))
          texts.push((texts.pop() ?? '') + text.trim());
      },
      onclosetag(name, isImplied) {
        if (isImplied || path.pop() !== name) isRefused = true;
        if (path.length === 0) isClosed = true;
      },
      onprocessinginstruction(name) {
        if (name.startsWith('!')) isRefused = true;
      },
    },
    { xmlMode: true, decodeEntities: false },
  );
  parser.end(xml);
  if (isRefused || !isClosed || !/^[\w.:/]{1,100}$/.test(method.trim())) return null;
  return { method: method.trim(), texts };
}

/** Returns the answer to a ping (`weblogUpdates.ping`). */
export function pingAnswer(message: string): string {
  return answer(
    `<params><param><value>${struct([
      ['flerror', '<boolean>0</boolean>'],
      ['message', `<string>${message}</string>`],
    ])}</value></param></params>`,
  );
}

/** Returns the answer that refuses a call. */
export function faultAnswer(code: number, message: string): string {
  return answer(
    `<fault><value>${struct([
      ['faultCode', `<int>${code}</int>`],
      ['faultString', `<string>${message}</string>`],
    ])}</value></fault>`,
  );
}

function answer(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<methodResponse>${content}</methodResponse>\n`;
}

function struct(members: readonly (readonly [name: string, value: string])[]): string {
  const items = members.map(
    ([name, value]) => `<member><name>${name}</name><value>${value}</value></member>`,
  );
  return `<struct>${items.join('')}</struct>`;
}
