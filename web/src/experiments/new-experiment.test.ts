import { describe, expect, it } from 'vitest';
import { configurationText, outline, readDraft } from './new-experiment';

describe('readDraft', () => {
  it('should take the text of a file', async () => {
    expect(await readDraft([new File(['seed: 1\n'], 'x.yaml')])).toEqual({ text: 'seed: 1\n', file: 'x.yaml' });
  });

  it.each([
    ['what is no text', [new File(['PK\0\0'], 'x.zip')], 'x.zip is not a text file.'],
    ['what is far too long', [new File(['#'.repeat(5 * 1024 * 1024)], 'x.yaml')], 'x.yaml is larger than 4 MiB. Is it a configuration?'],
    ['several at once', [new File([''], 'a.yaml'), new File([''], 'b.yaml')], 'These are 2 files. One configuration at a time, please.'],
  ])('should refuse %s', async (_, files, problem) => {
    expect(await readDraft(files)).toMatchObject({ text: '', problem });
  });

  it('should say when a file cannot be read', async () => {
    const folder = new File([''], 'folder');
    folder.text = () => Promise.reject(new Error('is a directory'));
    expect(await readDraft([folder])).toMatchObject({ problem: 'folder could not be read.' });
  });
});

describe('configurationText', () => {
  it('should tell JSON from YAML, and give a base only when there is one', () => {
    expect(configurationText('\n {"seed": 1}', ' ')).toEqual({ text: '\n {"seed": 1}', type: 'json' });
    expect(configurationText('seed: 1', ' /code ')).toEqual({ text: 'seed: 1', type: 'yaml', base: '/code' });
  });
});

describe('outline', () => {
  it('should say what would run in a line', () => {
    const configuration = { tuner: { name: 'TPE' }, maxTrialNumber: 24, trialConcurrency: 2, trainingService: { platform: 'local' } };
    expect(outline(configuration)).toBe('TPE, 24 trials, 2 at a time, local');
    expect(outline({ maxTrialNumber: null, maxExperimentDuration: '2h' })).toBe('no limit on trials, 2h at most');
  });
});
