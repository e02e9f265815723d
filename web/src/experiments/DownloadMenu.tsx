import { useState } from 'react';
import { exportPath, logPath } from '../api/client';
import type { Experiment } from '../api/types';
import { Icon } from '../ui/Icon';
import { Popover } from '../ui/Popover';
import styles from './DownloadMenu.module.css';

/** Takes results and log away as files. */
export function DownloadMenu({ experiment }: { experiment: Experiment }) {
  const [intermediate, setIntermediate] = useState(false);
  const [open, setOpen] = useState(false);
  const { id } = experiment;
  const files = [
    { label: 'Results as CSV', note: 'a row for each trial', href: exportPath(id, 'csv', intermediate), file: `${id}.csv` },
    { label: 'Results as JSON', note: 'a list of trials', href: exportPath(id, 'json', intermediate), file: `${id}.json` },
    { label: 'Log as JSON lines', note: 'every event, in order', href: logPath(id), file: `${id}-log.jsonl` },
  ];
  return (
    <Popover
      label="Download"
      trigger={
        <>
          <Icon name="download" size={13} />
          <span className={styles.caption}>Download</span>
        </>
      }
      align="end"
      open={open}
      onOpen={setOpen}
    >
      <div className={styles.files}>
        {files.map(({ label, note, href, file }) => (
          <a key={label} href={href} download={file} onClick={() => setOpen(false)}>
            {label}
            <span>{note}</span>
          </a>
        ))}
        <label>
          <input type="checkbox" checked={intermediate} onChange={(event) => setIntermediate(event.target.checked)} />
          Results with intermediate results
        </label>
      </div>
    </Popover>
  );
}
