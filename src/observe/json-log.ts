import { type Logger, pino } from 'pino';
import { described, type Log } from './log.ts';

/**
 * Returns a log of JSON lines for programs.
 *
 * @param worker - the number of this process among several, for its lines. @default no number
 */
export function jsonLog(write: (line: string) => void, worker?: number): Log {
  const logger = pino(
    {
      base: worker === undefined ? null : { worker },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
    },
    { write },
  );
  return logBy(logger);
}

function logBy(logger: Logger): Log {
  return {
    ofSite: (name) => logBy(logger.child({ site: name })),
    operation: ({ ms, ...event }) => logger.info({ ...event, ms: Math.round(ms * 10) / 10 }, 'operation'),
    note: (text) => logger.info(text),
    warning: (text) => logger.warn(text),
    error: (error) => {
      // Other properties of an error may contain credentials.
      const { message, stack } = described(error);
      logger.error(stack === undefined ? {} : { stack }, message);
    },
  };
}
