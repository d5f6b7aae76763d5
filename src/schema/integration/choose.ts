import type { Site } from '../../site/site.ts';
import { type Integration, IntegrationError } from './contract.ts';

/**
 * Returns the integrations whose plugin the site has. Of several with the same slot, keeps the first. An integration comes after
 * the integrations that it requires.
 *
 * @throws IntegrationError if `detect` fails, or or does not return a boolean, or if integrations require one another
 */
export function integrationsFor(site: Site, all: readonly Integration[]): readonly Integration[] {
  return chosen(all, (integration) => isDetected(integration, site));
}

/** Returns the integrations for a site with every plugin, in the order of `integrationsFor`. */
export function integrationsForEveryPlugin(all: readonly Integration[]): readonly Integration[] {
  return chosen(all, () => true);
}

function chosen(
  all: readonly Integration[],
  isChosen: (integration: Integration) => boolean,
): readonly Integration[] {
  const slots = new Map<string, Integration>();
  const candidates = all.filter(isChosen).filter((integration) => {
    const { slot } = integration;
    if (slot === undefined) return true;
    if (!slots.has(slot)) slots.set(slot, integration);
    return slots.get(slot) === integration;
  });
  const byName = new Map(candidates.map((integration) => [integration.name, integration]));
  const ordered = new Map<string, boolean>();
  return candidates.flatMap((integration) => withRequired(integration, { byName, ordered, path: [] }));
}

interface Order {
  readonly byName: ReadonlyMap<string, Integration>;
  /** For each integration visited so far: whether the site has all integrations that it requires. */
  readonly ordered: Map<string, boolean>;
  /** The chain of integrations from the first to the current one. Each requires the next. */
  readonly path: readonly string[];
}

/**
 * Returns an integration and, before it, the required integrations that are not in the order yet. Returns an empty list if
 * the site lacks a required one, or if the integration is in the order already.
 *
 * @throws IntegrationError if integrations require one another
 */
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

/** @throws IntegrationError if `detect` fails or does not return a boolean */
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
