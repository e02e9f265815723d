import { type SyntheticEvent, useState } from 'react';
import { Button } from '../ui/Button';
import { Mark } from '../ui/Mark';
import styles from './TokenForm.module.css';

/**
 * Asks for the token of a server that listens beyond its own machine. Loading the page with the token makes the
 * server set a cookie, which carries it from then on.
 */
export function TokenForm({ load = (url: string) => window.location.assign(url) }: { load?: (url: string) => void }) {
  const [token, setToken] = useState('');
  const [problem, setProblem] = useState<string>();

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    const query = `token=${encodeURIComponent(token.trim())}`;
    try {
      const response = await fetch(`/api/v1/server?${query}`);
      if (response.ok) load(`${window.location.pathname}?${query}`);
      else setProblem(response.status === 401 ? 'The server does not know this token.' : `The server answered ${response.status}.`);
    } catch {
      setProblem('The server does not answer. Is it still running?');
    }
  };

  return (
    <main className={styles.page}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <Mark size={34} />
        <h1>This server wants its token</h1>
        <p>It was printed when the server started: look for “token” in the terminal where it runs.</p>
        <label>
          <span className="visually-hidden">Token</span>
          <input
            type="password"
            autoComplete="current-password"
            placeholder="Token"
            autoFocus
            required
            value={token}
            onChange={(event) => setToken(event.target.value)}
          />
        </label>
        {problem !== undefined && (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        )}
        <Button type="submit" kind="primary">
          Continue
        </Button>
      </form>
    </main>
  );
}
