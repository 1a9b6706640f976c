import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

// The window loads ui/dist from the app's own scheme, so every address must be relative.
export default defineConfig(({ mode }) => ({
  base: './',
  plugins: [svelte()],
  build: { target: 'safari16', modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  resolve: mode === 'test' ? { conditions: ['browser'] } : {},
  test: { environment: 'jsdom', include: ['src/**/*.test.ts'] },
}))
