/** One case on the screen, renewed quietly; the version that was read goes with every move. */
import { onBeforeUnmount, onMounted, ref, shallowRef, watch } from 'vue'
import { Problem } from '@/api/problems'
import { locale } from '@/locales'
import { fetchCase } from './calls'
import { sessionEnded } from './session'
import type { FullCase } from './types'

export type CaseState = 'loading' | 'ready' | 'offline' | 'error' | 'forbidden' | 'missing'

const pace = 60_000
const stateOf = (status: number): CaseState => (({ 0: 'offline', 403: 'forbidden', 404: 'missing' }) as Record<number, CaseState>)[status] ?? 'error'

export function useCase(number: () => string | null) {
  const found = shallowRef<FullCase | null>(null)
  const state = ref<CaseState>('loading')
  const stale = ref(false)
  let turn = 0

  async function refresh(): Promise<void> {
    const wanted = number()
    const mine = ++turn
    if (!wanted) return
    try {
      const fresh = await fetchCase(wanted)
      if (mine !== turn) return
      show(fresh)
    } catch (problem) {
      if (mine !== turn) return
      if (!(problem instanceof Problem)) throw problem
      if (problem.status === 401) return // the sheet above the page asks to sign in
      stale.value = found.value !== null
      if (!found.value) state.value = stateOf(problem.status)
    }
  }

  function show(fresh: FullCase): void {
    if (fresh.etag !== found.value?.etag || JSON.stringify(fresh) !== JSON.stringify(found.value)) found.value = fresh
    state.value = 'ready'
    stale.value = false
  }

  const quietly = () => { if (document.visibilityState === 'visible') void refresh() }
  let timer: ReturnType<typeof setInterval> | undefined
  onMounted(() => {
    void refresh()
    timer = setInterval(quietly, pace)
    addEventListener('online', quietly)
  })
  onBeforeUnmount(() => {
    turn += 1
    clearInterval(timer)
    removeEventListener('online', quietly)
  })
  watch(number, () => {
    found.value = null
    state.value = 'loading'
    void refresh()
  })
  watch(locale, refresh)
  watch(sessionEnded, (ended) => { if (!ended) void refresh() })
  return { found, state, stale, refresh, show }
}
