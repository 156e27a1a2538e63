import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'
import { listRooms } from './list-rooms.ts'

const CHARTS = /node_modules[\\/](layerchart|@layerstack|d3-|runed|tailwind-merge)/

export default defineConfig({
  plugins: [sveltekit(), listRooms()],
  build: {
    rolldownOptions: {
      // What three pages share comes as one file: some hundred small ones, six at a time, are what a slow line waits for. Charts are drawn by one of their own.
      output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 3, test: (id) => !CHARTS.test(id) }] } },
    },
  },
})
