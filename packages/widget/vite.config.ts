import { defineConfig } from 'vite'

export default defineConfig({
  build: {
    target: 'es2022',
    lib: { entry: 'src/index.ts', formats: ['es'], fileName: () => 'regain.js' },
    // Vite leaves whitespace in ES libraries for bundlers to come; this file is what browsers load.
    rolldownOptions: { output: { minify: true } },
    emptyOutDir: false,
  },
})
