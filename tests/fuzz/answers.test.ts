import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTooDeep } from '../../src/values/json-depth.ts';
import { parseBody, readAnswer } from '../../src/wordpress/answer.ts';
import { WordPressError } from '../../src/wordpress/errors.ts';
import { cookiesOf } from '../../src/wordpress/forms.ts';
import { parseLinks } from '../../src/wordpress/links.ts';
import { retryAfterOf } from '../../src/wordpress/retry.ts';
import { redactor, scrub } from '../../src/wordpress/scrub.ts';
import { fuzz } from './fuzz.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.json({ maxDepth: 5 }),
  fc.json().map((json) => `<br />\n<b>Warning</b>: x in y\n${json}`),
  fc.json().map((json) => json.slice(0, -1)),
  fc
    .record({ code: fc.string(), message: fc.string(), data: fc.jsonValue() })
    .map((error) => JSON.stringify(error)),
  fc
    .constantFrom('<!doctype html>', '<?xml', '\uFEFF[]', '[', '{"a":', '\0', 'null', '""')
    .chain((start) => fc.string().map((rest) => start + rest)),
);

describe('any answer', () => {
  it('is JSON or an error with a sentence for clients', () => {
    fuzz(fc.tuple(fc.integer({ min: 100, max: 999 }), text, fc.option(text)), ([status, body, header]) => {
      const answer = {
        url: 'https://site.example/wp-json/',
        status,
        body,
        bytes: body.length,
        header: () => header,
        redact: (each: string) => each,
      };
      try {
        readAnswer(answer, 'GET /x', 0);
      } catch (error) {
        if (!(error instanceof WordPressError)) throw error;
        expect(error.report).toMatch(/^GET \/x(:| answered) \S/);
        expect(error.message).toMatch(/^\S/);
        expect(error.message).not.toMatch(/\p{Cc}/u);
        expect(error.message.length).toBeLessThan(500);
      }
    });
  });

  it('with valid JSON is read as JSON.parse reads it', () => {
    fuzz(fc.json(), (json) => {
      expect(parseBody(json)).toEqual(JSON.parse(json));
    });
  });

  it('is too deep if, and only if, its JSON is nested deeper than the limit', () => {
    fuzz(fc.tuple(fc.integer({ min: 500, max: 530 }), fc.string()), ([levels, word]) => {
      const key = JSON.stringify(word);
      const json = `${`[{${key}:`.repeat(levels / 2)}${key}${'}]'.repeat(levels / 2)}`;
      expect(isTooDeep(json)).toBe(Math.floor(levels / 2) * 2 > 512);
    });
  });
});

it('headers of any text are read without a crash', () => {
  fuzz(fc.string({ unit: 'binary' }), (header) => {
    expect(Array.isArray(parseLinks(header))).toBe(true);
    expect(typeof cookiesOf(header)).toBe('string');
    const wait = retryAfterOf(header, 0);
    expect(wait === null || wait >= 0).toBe(true);
  });
});

describe('a text for clients', () => {
  const secret = fc.string({ minLength: 4, unit: 'grapheme' }).filter((each) => each.trim() === each);

  it('has no known secret, however the site quotes it', () => {
    fuzz(fc.tuple(secret, fc.string(), fc.string()), ([password, before, after]) => {
      const redact = redactor([password]);
      for (const quoted of [password, JSON.stringify(password), encodeURIComponent(password)]) {
        const shown = redact(before + quoted + after).replaceAll('[secret]', '\0');
        expect(shown.includes(password)).toBe(false);
      }
    });
  });

  it('does not change if it is scrubbed again', () => {
    fuzz(fc.string({ unit: 'binary' }), (siteText) => {
      const once = scrub(siteText, 'site.example');
      expect(scrub(once, 'site.example')).toBe(once);
    });
  });
});
