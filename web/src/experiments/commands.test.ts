import { describe, expect, it } from 'vitest';
import { experiment } from '../test/samples';
import { resumeCommand, viewCommand } from './commands';

const DONE = experiment({
  state: 'DONE',
  maxTrialNumber: 24,
  counts: { total: 24, waiting: 0, running: 0, succeeded: 24, failed: 0, canceled: 0, earlyStopped: 0 },
});

describe('viewCommand', () => {
  it('should name the port only where it is not the usual one', () => {
    expect(viewCommand(DONE, { dataDirectory: '/home/me/.trialog', port: '8080' })).toBe('trialog view q3kx9abd --data /home/me/.trialog');
    expect(viewCommand(DONE, { dataDirectory: '/data', port: '8391' })).toBe('trialog view q3kx9abd --data /data --port 8391');
  });

  it('should name no place for what the home has', () => {
    expect(viewCommand(DONE)).toBe('trialog view q3kx9abd');
  });

  it('should quote what a shell would take apart', () => {
    expect(viewCommand(DONE, { dataDirectory: "/my data/it's", port: '8080' })).toBe(`trialog view q3kx9abd --data '/my data/it'\\''s'`);
  });
});

describe('resumeCommand', () => {
  it('should ask for more trials when all have been made', () => {
    expect(resumeCommand(DONE, { dataDirectory: '/d', port: '8080' })).toBe('trialog resume q3kx9abd --max-trials 48 --data /d');
  });

  it('should go on to the same limit otherwise', () => {
    expect(resumeCommand({ ...DONE, maxTrialNumber: 40 }, { dataDirectory: '/d', port: '8080' })).toBe('trialog resume q3kx9abd --data /d');
  });
});
