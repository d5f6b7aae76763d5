/** The result of one check of a site. */
export interface Check {
  /** What was checked: `REST API`. */
  readonly topic: string;
  /** `note`: the gateway can serve the site, but not all of it. `bad`: it cannot serve the site. */
  readonly verdict: 'good' | 'note' | 'bad';
  /** The result, in words. */
  readonly finding: string;
  /** What to do about it. null if nothing needs to be done. */
  readonly advice: string | null;
}

/** Returns a check with nothing to do. */
export function good(topic: string, finding: string): Check {
  return { topic, verdict: 'good', finding, advice: null };
}
