/** The service worker: the app itself works without a signal. It holds no reports; those live on the shelf (IndexedDB). */
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { CacheFirst } from 'workbox-strategies'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] }

precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()

// Every page of the app is index.html; the server's own doors are not pages of the app.
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [/^\/api\//, /^\/health\//, /^\/metrics/] }))

// What is too large to install at once (the map) is kept from its first use; its names carry a hash, so they never go stale.
registerRoute(({ url }) => url.origin === self.location.origin && url.pathname.startsWith('/assets/'), new CacheFirst({ cacheName: 'assets' }))

// A new version waits until the person agrees: taking over at once would destroy an open form.
self.addEventListener('message', (event) => {
  if (event.data === 'use-now') void self.skipWaiting()
})
