/** Declares what SvelteKit knows of this program's types. */
declare global {
  namespace App {}
}

export {}
