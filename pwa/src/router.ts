/** Joins the routes of the pages. Each page brings its own; here is only what holds for all of them. */
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { openTexts } from './locales'

declare module 'vue-router' {
  interface RouteMeta {
    /** Names of the text files the page needs, besides `shell`. */
    texts?: string[]
  }
}

/** Every page folder brings a `routes.ts`; a folder that is not there is simply absent. */
const pages = import.meta.glob<{ routes: RouteRecordRaw[] }>('./{report,progress,patrol,desk,office}/routes.ts', { eager: true })

export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  routes: [
    ...Object.values(pages).flatMap((page) => page.routes),
    { path: '/:rest(.*)*', component: () => import('./ui/NotFound.vue') },
  ],
})

router.beforeResolve(async (to) => {
  await Promise.all(['shell', ...(to.meta.texts ?? [])].map(openTexts))
})
