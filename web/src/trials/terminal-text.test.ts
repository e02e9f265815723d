import { describe, expect, it } from 'vitest';
import { plainText, terminalLines } from './terminal-text';

const plain = (text: string) => terminalLines(text).map(plainText);

describe('terminalLines', () => {
  it('should keep plain text and tabs as they are', () => {
    expect(plain('epoch\t1\nloss 0.5 [a]\n')).toEqual(['epoch\t1', 'loss 0.5 [a]', '']);
  });

  it('should show colours, over lines, until they are reset', () => {
    const [first, second] = terminalLines('\x1b[1;31merror\x1b[0m: \x1b[33mwarm\nstill\x1b[39m not');
    expect(first).toEqual([
      { text: 'error', color: 'red', bold: true, faint: false },
      { text: ': ', color: undefined, bold: false, faint: false },
      { text: 'warm', color: 'amber', bold: false, faint: false },
    ]);
    expect(second?.map(({ text, color }) => [text, color])).toEqual([['still', 'amber'], [' not', undefined]]);
  });

  it('should not take the numbers of other colours for looks', () => {
    expect(terminalLines('\x1b[38;5;1mx\x1b[48;2;31;1;31my')[0]?.map(({ color, bold }) => [color, bold])).toEqual([[undefined, false], [undefined, false]]);
  });

  it('should leave out what moves a cursor, sets a title, rings or is broken off', () => {
    expect(plain('\x1b[2K\x1b[1Aup\x07\x1b]0;title\x07 and \x1b]8;;http://a\x1b\\link\x1b]8;;\x1b\\ \x1b(B\x00end\x1b')).toEqual(['up and link end']);
  });

  it('should show the last version of a line that was written over', () => {
    expect(plain('10%\r20%\r\x1b[32m100%\ndone\r\n')).toEqual(['100%', 'done', '']);
  });
});
