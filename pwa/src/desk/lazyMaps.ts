/** The maps are fetched when they are wanted, not with the page. */
import { defineAsyncComponent } from 'vue'

export const QueueMap = defineAsyncComponent(() => import('@/map/QueueMap.vue'))
export const CaseMap = defineAsyncComponent(() => import('@/map/CaseMap.vue'))
export const PlaceMap = defineAsyncComponent(() => import('@/map/PlaceMap.vue'))
