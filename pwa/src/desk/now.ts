/** The time, as the countdowns on the screen read it: the server's, moving on every twenty seconds. */
import { readonly, ref } from 'vue'
import { asServerTime } from '@/api/clock'

/** A device whose clock is a day off must not call a case overdue. */
const serverNow = () => Date.parse(asServerTime(new Date().toISOString()))
const ticking = ref(serverNow())
setInterval(() => { ticking.value = serverNow() }, 20_000)

export const now = readonly(ticking)
