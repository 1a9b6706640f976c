import { mount } from 'svelte'
import App from './app/App.svelte'
import './style/tokens.css'
import './style/base.css'
import './style/text.css'

// The webview's own menu offers to reload the page; it stays where there is text to copy or to paste.
window.addEventListener('contextmenu', (event) => {
  const target = event.target instanceof Element ? event.target : null
  if (!target?.closest('input, textarea, article, pre, [lang="zh-CN"]')) event.preventDefault()
})

mount(App, { target: document.getElementById('window')! })
