import adapter from '@sveltejs/adapter-static'
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte'

/** One static page under /admin, served by Regain's server: one process, one origin. */
export default {
  preprocess: vitePreprocess(),
  kit: {
    adapter: adapter({ fallback: 'index.html', precompress: true }),
    // Vitest's browser sessions run at the root.
    paths: { base: process.env.VITEST ? '' : '/admin', relative: false },
    version: { name: process.env.npm_package_version ?? '0' },
  },
}
