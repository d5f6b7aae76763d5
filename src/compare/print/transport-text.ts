import type { TransportReport } from '../transport/transport.ts';
import { type Page, wrapped } from './words.ts';

/** How the frontend asks and what each endpoint makes of it, a line each. */
export function transportText(reports: readonly TransportReport[], { paint, width }: Page): string {
  const lines = reports.flatMap(({ name, file, line, gateway, wpgraphql, advice, isObstacle }) => {
    const sign = isObstacle ? paint.bad('✗') : gateway === null ? paint.good('✓') : paint.dim('–');
    const place = file === null ? '' : `  ${paint.dim(line === 1 ? file : `${file}:${line}`)}`;
    const say = (text: string) => wrapped(text, ' '.repeat(6), ' '.repeat(8), width);
    return [
      `  ${sign} ${name}${place}`,
      ...(gateway === null ? [] : [say(gateway)]),
      ...(gateway !== null && wpgraphql !== null ? [paint.dim(say('So it is with your WPGraphQL.'))] : []),
      ...(advice === null ? [] : [paint.dim(say(`→ ${advice}`))]),
    ];
  });
  return [`${paint.bold('How your frontend asks')} ${paint.dim(`(${reports.length})`)}`, ...lines].join('\n');
}
