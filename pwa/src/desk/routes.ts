/** Pages of the staff: sign in, the queue, one case. */
import type { NavigationGuardReturn, RouteLocationNormalized, RouteRecordRaw } from 'vue-router'

/** Only for people who are signed in; without an answer of the server the page opens and says so. */
async function signedIn(to: RouteLocationNormalized): Promise<NavigationGuardReturn> {
  const { resume } = await import('./session')
  try {
    return (await resume()) ? true : { path: '/login', query: { next: to.fullPath } }
  } catch (problem) {
    console.warn('The server does not say who is signed in.', problem)
    return true
  }
}

export const routes: RouteRecordRaw[] = [
  { path: '/login', name: 'login', component: () => import('./LoginPage.vue'), meta: { texts: ['desk'] } },
  { path: '/queue', component: () => import('./QueuePage.vue'), beforeEnter: signedIn, meta: { texts: ['desk', 'map'] } },
  { path: '/cases/:number', component: () => import('./CasePage.vue'), props: true, beforeEnter: signedIn, meta: { texts: ['desk', 'map'] } },
]
