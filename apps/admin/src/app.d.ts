/** Types that SvelteKit expects from this program. */
declare global {
  namespace App {}
}

export {}
