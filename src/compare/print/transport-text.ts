import type { TransportReport } from '../transport/transport.ts';
import { type PrintStyle, wrapText } from './words.ts';

/** Returns the part of a report about the ways in which the frontend sends requests. */
export function transportText(reports: readonly TransportReport[], { paint, width }: PrintStyle): string {
  const lines = reports.flatMap(({ name, file, line, gateway, wpgraphql, advice, isObstacle }) => {
    const sign = isObstacle ? paint.bad('✗') : gateway === null ? paint.good('✓') : paint.dim('–');
    const place = file === null ? '' : `  ${paint.dim(line === 1 ? file : `${file}:${line}`)}`;
    const indented = (text: string) => wrapText(text, ' '.repeat(6), ' '.repeat(8), width);
    return [
      `  ${sign} ${name}${place}`,
      ...(gateway === null ? [] : [indented(gateway)]),
      ...(gateway !== null && wpgraphql !== null
        ? [paint.dim(indented('Your WPGraphQL does not support it either.'))]
        : []),
      ...(advice === null ? [] : [paint.dim(indented(`→ ${advice}`))]),
    ];
  });
  return [
    `${paint.bold('How your frontend sends requests')} ${paint.dim(`(${reports.length})`)}`,
    ...lines,
  ].join('\n');
}
