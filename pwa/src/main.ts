/** Starts the app. */
import { createApp } from 'vue'
import './ui/tokens.css'
import './ui/base.css'
import App from './App.vue'
import { i18n, openTexts } from './locales'
import { router } from './router'
import { startSending } from './shelf/sync'
import { watchForUpdates } from './ui/updates'

await openTexts('shell')
createApp(App).use(i18n).use(router).mount('#app')
void startSending()
void watchForUpdates()
