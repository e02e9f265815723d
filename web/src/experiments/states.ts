import type { ExperimentState } from '../api/types';
import type { StateLook } from '../ui/StatePill';

export const EXPERIMENT_STATES: Record<ExperimentState, StateLook> = {
  INITIALIZED: { label: 'Starting', tone: 'grey', meaning: 'Created; the tuner is being made ready', busy: true },
  RUNNING: { label: 'Running', tone: 'blue', meaning: 'Trials run and new ones are proposed', busy: true },
  TUNER_NO_MORE_TRIAL: {
    label: 'Tuner finished',
    tone: 'blue',
    meaning: 'The tuner has nothing left to propose; the running trials go on',
    busy: true,
  },
  NO_MORE_TRIAL: {
    label: 'Finishing',
    tone: 'blue',
    meaning: 'A limit is reached: no new trials begin, the running ones go on',
    busy: true,
  },
  DONE: { label: 'Done', tone: 'green', meaning: 'All trials have ended' },
  PAUSED: { label: 'Paused', tone: 'amber', meaning: 'No new trials begin until it goes on' },
  STOPPING: { label: 'Stopping', tone: 'amber', meaning: 'Running trials are being stopped', busy: true },
  STOPPED: { label: 'Stopped', tone: 'grey', meaning: 'Stopped; it can be resumed' },
  ERROR: { label: 'Error', tone: 'red', meaning: 'It could not go on' },
  VIEWED: { label: 'View only', tone: 'violet', meaning: 'Opened for reading; nothing runs' },
};
