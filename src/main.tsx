import './components/global.css';
import '@mantine/core/styles.layer.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { startText } from './components/text/language.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');

// The words first: a page that shows its keys for a moment looks broken.
await startText();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
