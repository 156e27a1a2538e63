import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'
import { listRooms } from './list-rooms.ts'

/** Large and needed by few pages: charts with their frame, whose style would otherwise load everywhere, and the widget. */
const HEAVY = /node_modules[\\/](layerchart|@layerstack|d3-|runed|tailwind-merge)|ui[\\/]Chart\.svelte|packages[\\/]widget/

export default defineConfig({
  plugins: [sveltekit(), listRooms()],
  build: {
    rolldownOptions: {
      // Code that two pages share is one file: a slow connection would load a hundred small ones six at a time. Heavy libraries are separate.
      output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 2, test: (id) => !HEAVY.test(id) }] } },
    },
  },
})
