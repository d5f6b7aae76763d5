import { edgeOptions } from './edge-options.ts';
import { processOptions } from './process-options.ts';

/** The options whose default depends on the mode. */
const byMode = {
  graphiql: edgeOptions.graphiql,
  introspection: edgeOptions.introspection,
  suggestions: edgeOptions.suggestions,
};

type ByMode = { readonly [Key in keyof typeof byMode]?: boolean | undefined };

/**
 * Returns whether the gateway runs in production: the operator says so, or `NODE_ENV` does, which hosts and frameworks set.
 */
export function isProduction({ production }: { readonly production?: boolean | undefined }): boolean {
  return production ?? process.env['NODE_ENV'] === 'production';
}

/** Returns the options whose default depends on the mode, with their values. */
export function settingsByMode(
  options: ByMode & { readonly production?: boolean | undefined },
): Readonly<Record<keyof typeof byMode, boolean>> {
  const production = isProduction(options);
  const choose = (key: keyof typeof byMode) =>
    options[key] ?? (production ? byMode[key].inProduction : byMode[key].default);
  return {
    graphiql: choose('graphiql'),
    introspection: choose('introspection'),
    suggestions: choose('suggestions'),
  };
}

/** Returns how the command logs operations. */
export function logFormat(options: {
  readonly production?: boolean | undefined;
  readonly log?: 'text' | 'json' | 'none' | undefined;
}): 'text' | 'json' | 'none' {
  const { log } = processOptions;
  return options.log ?? (isProduction(options) ? log.inProduction : log.default);
}
