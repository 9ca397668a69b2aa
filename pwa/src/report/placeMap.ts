/** The map with a pin is fetched when the place is asked for, not before. */
import { defineAsyncComponent } from 'vue'

export const PlaceMap = defineAsyncComponent(() => import('@/map/PlaceMap.vue'))
