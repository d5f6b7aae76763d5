import type { ErrorKind } from './errors.ts';
import type { RawAnswer } from './transport.ts';

/** A recognisable answer that is not one of the REST API. */
export interface AnswerFault {
  readonly kind: ErrorKind;
  /** Returns whether an answer has the fault. Only called if no earlier row matches. */
  readonly matches: (answer: RawAnswer) => boolean;
  /** The sentence for clients. */
  readonly message: string;
  /** @default the advice of the kind */
  readonly advice?: string;
}

const isOk = ({ status }: RawAnswer) => status >= 200 && status < 300;
const isHtml = ({ body }: RawAnswer) =>
  /^\s*(?:<!--[\s\S]{0,500}?-->\s*)?<(!doctype|html|head|body|h1|title|br|b|p|div)\b/i.test(start(body));
/** Returns the beginning of a body. The patterns below would take minutes for some bodies of megabytes. */
const start = (body: string) => body.slice(0, 20_000);

/** Marks of firewalls and bot protections in their pages. */
const firewallMarks =
  /attention required! \| cloudflare|cloudflare ray id|cf-error-details|mod_security|modsecurity|not acceptable!|wordfence|sucuri|imunify360|incapsula|_incap_|request unsuccessful|datadome|perimeterx|px-captcha|ddos-guard|stackpath|barracuda|fortiguard|fortiweb|the requested url was rejected|web application firewall|blocked by (?:the |a |our )?(?:security|firewall|waf)|aws ?waf|access denied by security|errors\.edgesuite\.net|bitninja|malcare|siteground.{0,40}captcha|sgcaptcha/i;

/**
 * The recognisable answers, from the most exact to the most general. The gateway uses the first that matches an answer
 * without JSON. The last row matches every answer.
 */
export const answerFaults: readonly AnswerFault[] = [
  {
    kind: 'blocked',
    matches: ({ header, body }) =>
      header('cf-mitigated') !== null || /<title>Just a moment/i.test(start(body)),
    message: 'A bot protection of the site blocks the gateway.',
    advice: 'A bot protection blocks the gateway: allow requests with its user agent, or from this machine.',
  },
  {
    kind: 'blocked',
    matches: (answer) => !isOk(answer) && firewallMarks.test(start(answer.body)),
    message: 'A firewall of the site blocks the request.',
    advice:
      'A firewall (such as ModSecurity, Cloudflare or Wordfence) blocks the request: allow /wp-json for the user agent of the gateway, or for its machine.',
  },
  {
    kind: 'blocked',
    matches: ({ status }) => [405, 406, 412, 418, 444, 451, 493, 999].includes(status),
    message: 'The web server of the site refuses the request before WordPress gets it.',
    advice:
      'A firewall such as ModSecurity, or a rule of the web server, refuses the request: allow /wp-json for the user agent of the gateway.',
  },
  {
    kind: 'forbidden',
    matches: ({ status, header }) => status === 401 && header('www-authenticate') !== null,
    message: 'The web server of the site requires a password.',
    advice:
      'The web server requires a user name and password: put them into the address, https://user:password@host.',
  },
  {
    kind: 'server',
    matches: ({ body }) => /error establishing a database connection/i.test(start(body)),
    message: 'WordPress has no connection to its database.',
    advice: 'Check the database server, and the DB_ settings in wp-config.php.',
  },
  {
    kind: 'server',
    matches: ({ status, body }) =>
      (status === 503 && /maintenance/i.test(start(body))) ||
      /briefly unavailable for scheduled maintenance/i.test(start(body)),
    message: 'The site is in maintenance mode.',
    advice:
      'Wait until the maintenance of the site ends. A file .maintenance may remain after a failed update.',
  },
  {
    kind: 'server',
    matches: ({ body }) =>
      /<body[^>]*\sid="error-page"/i.test(start(body)) ||
      /\b(?:php )?(?:fatal|parse|compile|recoverable fatal) error\b/i.test(start(body)),
    message: 'WordPress stopped with a PHP error.',
    advice: "A plugin or the theme failed; see the error log of the site's PHP.",
  },
  {
    kind: 'rate-limited',
    matches: ({ status }) => status === 429,
    message: 'The site received too many requests.',
  },
  {
    kind: 'server',
    matches: ({ status }) => status === 502 || status === 504 || (status >= 520 && status <= 530),
    message: 'A proxy in front of the site got no answer from it.',
    advice:
      'The proxy of the site works, but not what is behind it: check PHP and its limits on time and memory.',
  },
  {
    kind: 'timeout',
    matches: ({ status }) => status === 408,
    message: 'The site did not wait for the request.',
  },
  { kind: 'server', matches: ({ status }) => status >= 500, message: 'The site failed.' },
  {
    kind: 'too-large',
    matches: ({ status }) => status === 413 || status === 414 || status === 431,
    message: 'The web server of the site refuses a request of this size.',
    advice: 'Send less: fewer values, or a smaller file. Or raise the limits of the web server.',
  },
  {
    kind: 'not-found',
    matches: ({ status }) => status === 404 || status === 410,
    message: 'The site has no such route.',
  },
  {
    kind: 'forbidden',
    matches: ({ status }) => status === 401 || status === 403,
    message: 'The web server of the site does not allow this.',
  },
  {
    kind: 'invalid',
    matches: ({ status }) => status >= 400,
    message: 'The web server of the site refused the request.',
  },
  {
    kind: 'invalid-answer',
    matches: (answer) => !isOk(answer),
    message: 'The site answered with a status that has no meaning here.',
    advice: 'A cache or proxy answered instead of WordPress: exclude /wp-json from it.',
  },
  {
    kind: 'login-required',
    matches: ({ body }) => /<form[^>]+(?:id="loginform"|name="loginform")/i.test(start(body)),
    message: 'The site answered with its login page.',
  },
  {
    kind: 'invalid-answer',
    matches: ({ body }) => body.trim() === '',
    message: 'The site answered nothing instead of JSON.',
    advice:
      'PHP may have stopped without a message: see its error log. A cache may have stored an empty answer.',
  },
  { kind: 'invalid-answer', matches: isHtml, message: 'The site answered with a web page instead of JSON.' },
  {
    kind: 'invalid-answer',
    matches: ({ body }) => /^\s*(?:\/\*\*\/\s*)?[\w$.]+\s*\(\s*[[{]/.test(body),
    message: 'The site answered with a script (JSONP) instead of JSON.',
    advice: 'A plugin or cache adds the parameter `_jsonp` to requests: remove it.',
  },
  {
    kind: 'invalid-answer',
    matches: ({ body }) => /^\uFEFF*\s*[[{]/.test(body),
    message: 'The site answered with JSON that is cut off or damaged.',
    advice:
      'Look for a plugin that prints text, a proxy that cuts answers off, or PHP that stops early (memory, time).',
  },
  {
    kind: 'invalid-answer',
    matches: () => true,
    message: 'The site answered with something other than JSON.',
  },
];

/** Returns the fault of an answer without JSON. */
export function answerFaultOf(answer: RawAnswer): AnswerFault | undefined {
  return answerFaults.find(({ matches }) => matches(answer));
}
