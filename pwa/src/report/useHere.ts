/** What the public may know of a place: its district in words and whether it is ours. Nothing about reports or zones. */
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { citizen } from '@/api/client'
import { Problem } from '@/api/problems'
import type { Config, Here, LonLat } from '@/api/types'
import { inBox } from './body'

const pause = 400

export function useHere(place: () => LonLat | null, box: () => Config['area']['bbox']) {
  const here = shallowRef<Here | null>(null)
  /** The server knows the boundary; without it, the box around the area is the first guess. */
  const outside = computed(() => {
    const point = place()
    if (!point) return false
    return here.value ? !here.value.inside : !inBox(point, box())
  })
  let asking = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask(point: LonLat): Promise<void> {
    asking = new AbortController()
    here.value = await citizen().get<Here>('/atlas/here', { query: { lon: point.lon, lat: point.lat }, signal: asking.signal }).catch((reason: unknown) => {
      if (reason instanceof Problem || asking.signal.aborted) return null // no signal: the report goes without the district's name
      throw reason
    })
  }

  watch(place, (point) => {
    clearTimeout(timer)
    asking.abort()
    here.value = null
    if (point) timer = setTimeout(() => void ask(point), pause)
  }, { immediate: true })
  onScopeDispose(() => { clearTimeout(timer); asking.abort() })
  return { here, outside }
}
