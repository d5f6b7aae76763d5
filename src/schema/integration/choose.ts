import type { Site } from '../../site/site.ts';
import { type Integration, IntegrationError } from './contract.ts';

/**
 * Returns the integrations that a site gets, each after the ones that it requires: those whose plugin the site has, of
 * each slot the first in the list.
 *
 * @throws IntegrationError if `detect` fails, or if integrations require one another in a circle
 */
export function integrationsFor(site: Site, all: readonly Integration[]): readonly Integration[] {
  return chosen(all, (integration) => isDetected(integration, site));
}

/** Returns the integrations of a site that has every plugin, in the same order. */
export function integrationsForEveryPlugin(all: readonly Integration[]): readonly Integration[] {
  return chosen(all, () => true);
}

function chosen(
  all: readonly Integration[],
  isThere: (integration: Integration) => boolean,
): readonly Integration[] {
  const slots = new Map<string, Integration>();
  const there = all.filter(isThere).filter((integration) => {
    const { slot } = integration;
    if (slot === undefined) return true;
    if (!slots.has(slot)) slots.set(slot, integration);
    return slots.get(slot) === integration;
  });
  const byName = new Map(there.map((integration) => [integration.name, integration]));
  const ordered = new Map<string, boolean>();
  return there.flatMap((integration) => withRequired(integration, { byName, ordered, path: [] }));
}

interface Order {
  readonly byName: ReadonlyMap<string, Integration>;
  /** Integrations looked at so far, by name, and whether the site has all that they require. */
  readonly ordered: Map<string, boolean>;
  /** Names of the integrations that lead here, each requiring the next. */
  readonly path: readonly string[];
}

/** Returns an integration after all that it requires and that is not in the order yet; nothing if the site lacks one. */
function withRequired(integration: Integration, { byName, ordered, path }: Order): readonly Integration[] {
  const { name, requires = [] } = integration;
  if (path.includes(name)) {
    throw new IntegrationError(`Integrations require one another: ${[...path, name].join(' → ')}.`);
  }
  if (ordered.has(name)) return [];
  const before = requires.flatMap((other) => {
    const found = byName.get(other);
    return found ? withRequired(found, { byName, ordered, path: [...path, name] }) : [];
  });
  const isComplete = requires.every((other) => ordered.get(other) === true);
  ordered.set(name, isComplete);
  return isComplete ? [...before, integration] : before;
}

function isDetected({ name, detect }: Integration, site: Site): boolean {
  let answer: unknown;
  try {
    answer = detect(site);
  } catch (error) {
    throw new IntegrationError(`\`detect\` of the integration "${name}" failed: ${String(error)}`, {
      cause: error,
    });
  }
  if (typeof answer === 'boolean') return answer;
  throw new IntegrationError(
    `\`detect\` of the integration "${name}" must return true or false, at once and without asking WordPress; it returned ${answer instanceof Promise ? 'a promise' : String(answer)}.`,
  );
}
