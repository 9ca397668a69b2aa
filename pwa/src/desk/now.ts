/** The time, as the countdowns on the screen read it: moves on every twenty seconds. */
import { readonly, ref } from 'vue'

const ticking = ref(Date.now())
setInterval(() => { ticking.value = Date.now() }, 20_000)

export const now = readonly(ticking)
