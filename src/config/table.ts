import { options } from './options.ts';

/** The README's table of everything the operator decides. */
export function optionsTable(): string {
  const rows = options.map(({ key, flag, env, fallback, sentence }) => {
    const cells = [
      `\`${key}\``,
      flag ? `\`--${flag}\`` : '',
      env ? `\`${env}\`` : '',
      fallback ? `\`${fallback}\`` : '',
      sentence,
    ];
    return `| ${cells.join(' | ')} |`.replaceAll('true|false', 'true or false');
  });
  return ['| key | flag | environment | default | what |', '|---|---|---|---|---|', ...rows].join('\n');
}
