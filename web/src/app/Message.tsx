import type { ReactNode } from 'react';
import styles from './Message.module.css';

/** What a page says when it has nothing else to show. */
export function Message({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={styles.message}>
      <h1>{title}</h1>
      <div>{children}</div>
    </div>
  );
}
