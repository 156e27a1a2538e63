import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'
import { listRooms } from './list-rooms.ts'

/** What few pages want, and is heavy: charts, with their frame, whose style would come to every page; and the widget. */
const HEAVY = /node_modules[\\/](layerchart|@layerstack|d3-|runed|tailwind-merge)|ui[\\/]Chart\.svelte|packages[\\/]widget/

export default defineConfig({
  plugins: [sveltekit(), listRooms()],
  build: {
    rolldownOptions: {
      // What two pages share comes as one file: some hundred small ones, six at a time, are what a slow line waits for. What is heavy comes apart.
      output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 2, test: (id) => !HEAVY.test(id) }] } },
    },
  },
})
