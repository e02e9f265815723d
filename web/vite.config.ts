import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Where `npm run dev` finds the API. */
const apiServer = process.env.TRIALOG_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  build: {
    // Where Maven looks for what belongs in the jar. Emptied first: old files with other hashes must not stay in it.
    outDir: 'target/classes/io/trialog/web/static',
    emptyOutDir: true,
    target: 'es2022',
    // Data URIs would need an exception in a strict Content-Security-Policy.
    assetsInlineLimit: 0,
    // Static files carry a hash in their name, except for the entry page: the server may cache /assets for ever.
    assetsDir: 'assets',
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': { target: apiServer }, '/healthz': { target: apiServer } },
  },
  test: {
    restoreMocks: true,
    // A busy machine is no failure.
    testTimeout: 30_000,
    // Most tests need no page, and making one takes longer than running them.
    projects: [
      { extends: true, test: { name: 'logic', environment: 'node', include: ['src/**/*.test.ts'] } },
      { extends: true, test: { name: 'page', environment: 'jsdom', include: ['src/**/*.test.tsx'], setupFiles: ['src/test/setup.ts'] } },
    ],
  },
});
