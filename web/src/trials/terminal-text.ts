/** Text in one look. */
export interface Run {
  text: string;
  color: Color | undefined;
  bold: boolean;
  faint: boolean;
}

export type Color = 'grey' | 'red' | 'green' | 'amber' | 'blue' | 'violet' | 'cyan';

/** The colours of ANSI in order; black and white are left to the theme. */
const COLORS: readonly (Color | undefined)[] = [undefined, 'red', 'green', 'amber', 'blue', 'violet', 'cyan', undefined];

/** Escape sequences: those with a final letter, those with a text (titles, links), and what is left of others. */
// eslint-disable-next-line no-control-regex
const ESCAPE = /\x1b\[([0-?]*)[ -/]*([@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]?/g;
/** What a screen cannot show; tabs stay. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\x00-\x08\x0b-\x1f\x7f]/g;

/**
 * What a program printed for a terminal as lines of plain text with its colours: other escape sequences are left out, and
 * of a line that was written over (progress bars) the last version is shown.
 */
export function terminalLines(text: string): Run[][] {
  let look: Omit<Run, 'text'> = PLAIN;
  return text.split('\n').map((line) => {
    const written = line.replace(/\r+$/, '');
    const overwritten = written.lastIndexOf('\r') + 1;
    look = lookAfter(written.slice(0, overwritten), look);
    const runs: Run[] = [];
    let end = overwritten;
    const add = (until: number) => {
      const plain = written.slice(end, until).replace(CONTROL, '');
      if (plain !== '') runs.push({ text: plain, ...look });
    };
    ESCAPE.lastIndex = overwritten;
    for (let match = ESCAPE.exec(written); match !== null; match = ESCAPE.exec(written)) {
      add(match.index);
      end = ESCAPE.lastIndex;
      if (match[2] === 'm') look = styled(look, match[1] ?? '');
    }
    add(written.length);
    return runs;
  });
}

const PLAIN: Omit<Run, 'text'> = { color: undefined, bold: false, faint: false };

function lookAfter(text: string, before: Omit<Run, 'text'>): Omit<Run, 'text'> {
  let look = before;
  for (const match of text.matchAll(ESCAPE)) if (match[2] === 'm') look = styled(look, match[1] ?? '');
  return look;
}

function styled(before: Omit<Run, 'text'>, parameters: string): Omit<Run, 'text'> {
  let look = before;
  const codes = parameters.split(/[;:]/).map(Number);
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index] ?? 0;
    if (code === 0) look = PLAIN;
    else if (code === 1) look = { ...look, bold: true };
    else if (code === 2) look = { ...look, faint: true };
    else if (code === 22) look = { ...look, bold: false, faint: false };
    else if (code >= 30 && code <= 37) look = { ...look, color: COLORS[code - 30] };
    else if (code === 90) look = { ...look, color: 'grey' };
    else if (code > 90 && code <= 97) look = { ...look, color: COLORS[code - 90] };
    else if (code === 39) look = { ...look, color: undefined };
    // Colours out of many: 5 and an index, or 2 and three parts. Not shown, but their numbers mean nothing else.
    else if (code === 38 || code === 48) index += codes[index + 1] === 5 ? 2 : 4;
  }
  return look;
}

/** The text of a line without its looks. */
export function plainText(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join('');
}
