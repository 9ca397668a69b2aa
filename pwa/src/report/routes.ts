/** Pages of filing a report. */
import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/', component: () => import('./HomePage.vue'), meta: { texts: ['report'] } },
  { path: '/report', component: () => import('./ReportPage.vue'), meta: { texts: ['report', 'map'] } },
  { path: '/sent/:id', component: () => import('./SentPage.vue'), props: true, meta: { texts: ['report'] } },
]
