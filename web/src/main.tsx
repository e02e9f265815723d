import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { createServices, ServicesContext } from './app/services';
import { withoutToken } from './app/token-address';

// A token in the address has done its work when the page is there: keep it out of the history and of shared links.
const address = withoutToken(window.location);
if (address !== undefined) window.history.replaceState(null, '', address);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <ServicesContext value={createServices()}>
      <App />
    </ServicesContext>
  </StrictMode>,
);
