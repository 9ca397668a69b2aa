/** New versions: fetched in the background, used only when the person says so, because a reload destroys open forms. */
import { ref } from 'vue'

/** True when a new version waits to be used. */
export const updateWaiting = ref(false)
let waiting: ServiceWorker | null = null

function remember(registration: ServiceWorkerRegistration): void {
  if (!registration.waiting || !navigator.serviceWorker.controller) return
  waiting = registration.waiting
  updateWaiting.value = true
}

/** Registers the service worker where there is one (not on plain http, not in development). */
export async function watchForUpdates(): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  const registration = await navigator.serviceWorker.register('/sw.js')
  remember(registration)
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', () => remember(registration))
  })
}

/** Uses the waiting version now; whoever calls this has saved the draft. */
export function useUpdate(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  waiting?.postMessage('use-now')
}
