import type { Terminal } from '../../src/cli/print.ts';
import { plainPaint } from '../../src/values/paint.ts';

/** A terminal that keeps what is written. */
export interface RecordingTerminal extends Terminal {
  readonly written: { out: string; error: string };
}

/** Returns a terminal without colours, 120 columns wide, at which nobody sits. */
export function recordingTerminal(): RecordingTerminal {
  const written = { out: '', error: '' };
  const write = (stream: keyof typeof written) => (text: string) => {
    written[stream] += text;
  };
  return {
    written,
    line: (text = '') => write('out')(`${text}\n`),
    note: (text) => write('error')(`${text}\n`),
    error: (text) => write('error')(`${text}\n`),
    ...{ bold: plainPaint.bold, dim: plainPaint.dim, paint: plainPaint, notePaint: plainPaint, width: 120 },
    ...{ hasColors: false, canAsk: false },
    progress: () => undefined,
    out: { write: write('out') },
  };
}
