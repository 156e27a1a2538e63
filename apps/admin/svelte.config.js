import adapter from '@sveltejs/adapter-static'
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte'

/** One static page under /admin, served by Regain's server: one process, one origin. */
export default {
  preprocess: vitePreprocess(),
  kit: {
    adapter: adapter({ fallback: 'index.html' }),
    // Vitest's browser sessions live at the root.
    paths: { base: process.env.VITEST ? '' : '/admin', relative: false },
    version: { name: process.env.npm_package_version ?? '0' },
    csp: {
      mode: 'hash',
      directives: {
        'script-src': ['self'],
        'style-src': ['self'],
        // SvelteKit's announcer of page titles is hidden by a style attribute; this is that one, and no other.
        'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
        'object-src': ['none'],
        'base-uri': ['none'],
      },
    },
  },
}
