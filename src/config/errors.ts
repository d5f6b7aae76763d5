/** An option with an invalid value. The message names the option, the value, and where it was set. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
