import { XmlParser } from './html.ts';

/** The answer to a remote procedure call (xmlrpc.com, "XML-RPC Specification"). */
export interface XmlRpcAnswer {
  /** The members of each structure whose values are texts, numbers or flags, as texts. The structures are in their order. */
  readonly structs: readonly Readonly<Record<string, string>>[];
  /** Whether the server refused the call. The only structure then has `faultCode` and `faultString`. */
  readonly isFault: boolean;
}

/** Levels of elements. A list of structures has ten. */
const mostLevels = 20;

/**
 * Reads an answer whose structures do not contain each other, such as a list of blogs. Returns null if the text is none. Only the
 * five entities of XML and numbers stand for characters, so that none can expand, and a document type is refused.
 */
export function readXmlRpcAnswer(xml: string): XmlRpcAnswer | null {
  const path: string[] = [];
  const structs: Record<string, string>[] = [];
  let [name, value] = ['', ''];
  let [isFault, isRefused, isClosed] = [false, false, false];
  const parser = new XmlParser(
    {
      onopentagname(tag) {
        path.push(tag);
        isRefused ||= path.length > mostLevels || isClosed || path[0] !== 'methodResponse';
        isFault ||= path.length === 2 && tag === 'fault';
        if (tag === 'struct') structs.push({});
        if (tag === 'member') [name, value] = ['', ''];
      },
      ontext(text) {
        const place = path.slice(path.lastIndexOf('member'));
        if (place[0] !== 'member') return;
        if (place[1] === 'name') name += text;
        if (place[1] === 'value') value += text;
      },
      onclosetag(tag, isImplied) {
        isRefused ||= isImplied || path.pop() !== tag;
        isClosed ||= path.length === 0;
        const struct = structs.at(-1);
        // `__proto__` would be no member.
        if (tag === 'member' && struct) Object.defineProperty(struct, name.trim(), memberOf(value));
      },
      onprocessinginstruction(instruction) {
        isRefused ||= instruction.startsWith('!');
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  // Badly configured sites print empty lines before the answer.
  parser.end(xml.trim());
  return isRefused || !isClosed ? null : { structs, isFault };
}

function memberOf(value: string): PropertyDescriptor {
  return { value: value.trim(), enumerable: true, configurable: true };
}
