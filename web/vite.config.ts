import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  base: '/app/',
  plugins: [react()],
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/files': 'http://127.0.0.1:8080' } },
  // The content security policy allows no inline script and no data: script, so nothing is inlined.
  build: { target: 'es2020', assetsInlineLimit: 0, chunkSizeWarningLimit: 800, reportCompressedSize: true },
});
