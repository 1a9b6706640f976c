import { vitePreprocess } from '@sveltejs/vite-plugin-svelte'

export default {
  preprocess: vitePreprocess(),
  // The content security policy forbids style elements made by script: styles must end in the emitted file.
  compilerOptions: { css: 'external', runes: true },
}
