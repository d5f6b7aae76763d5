import { ConfigError } from '../config/errors.ts';
import { parseAddress } from '../site/address.ts';
import { WordPressError } from '../wordpress/errors.ts';
import type { Ask } from './prompts.ts';

/** The word that stands for the demo, where an address is asked for. */
export const demoWord = 'demo';

/**
 * Returns the address of the site. Asks for it if nothing names a site.
 *
 * @param ask - null if nobody sits at the terminal
 * @throws ConfigError that says how to name a site, if nobody can be asked
 */
export async function whichSite(url: string | undefined, command: string, ask: Ask | null): Promise<string> {
  if (url !== undefined) return url;
  if (ask === null) throw new ConfigError(howToNameASite(command));
  return ask.text({
    message: 'Which WordPress site?',
    placeholder: 'https://site.example',
    problem: addressProblem,
  });
}

/** Returns the address of the site, or `demo`: somebody who only looks around may have no site. */
export async function whichSiteOrDemo(
  url: string | undefined,
  command: string,
  ask: Ask | null,
): Promise<string> {
  if (url !== undefined || ask === null) return whichSite(url, command, ask);
  return ask.text({
    message: `Which WordPress site? Type its address, or ${demoWord} for one with demo content.`,
    placeholder: 'https://site.example',
    problem: (answer) => (answer === demoWord ? null : addressProblem(answer)),
  });
}

/** Returns what is wrong with the address of a site. Returns null for a good one. */
export function addressProblem(text: string): string | null {
  if (text === '') return 'Type the address at which visitors open the site.';
  try {
    parseAddress(text);
    return null;
  } catch (error) {
    if (error instanceof WordPressError) return `${error.report} ${error.advice}`;
    throw error;
  }
}

function howToNameASite(command: string): string {
  return `No WordPress site is named. Name it in one of these ways:
  ${['pressql', command, 'https://site.example'].filter(Boolean).join(' ')}
  WORDPRESS_URL=https://site.example in the environment or in .env
  url: 'https://site.example' in pressql.config.ts
For a site with demo content: pressql demo`;
}
