/** Pages of following a report. */
import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/progress', component: () => import('./AskPage.vue'), meta: { texts: ['progress'] } },
  { path: '/progress/:number', component: () => import('./ProgressPage.vue'), props: true, meta: { texts: ['progress'] } },
]
