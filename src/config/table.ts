import { defaultText } from './option.ts';
import { options } from './options.ts';

/** Returns the Markdown table of all options for the documentation. */
export function optionsTable(): string {
  const rows = options.map((option) => {
    const { key, flag, env, sentence } = option;
    const fallback = defaultText(option);
    const cells = [
      `\`${key}\``,
      flag ? `\`--${flag}\`` : '',
      env ? `\`${env}\`` : '',
      fallback ? `\`${fallback}\`` : '',
      sentence,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return ['| key | flag | environment variable | default | meaning |', '|---|---|---|---|---|', ...rows].join(
    '\n',
  );
}
