/** The queue on the screen: fetched, grouped, renewed quietly. What was fetched last stays until something newer is here. */
import { computed, onBeforeUnmount, onMounted, ref, shallowRef, watch } from 'vue'
import { config } from '@/api/config'
import { Problem } from '@/api/problems'
import { locale } from '@/locales'
import { countCases, listCases, type QueueQuery } from './calls'
import { grouped } from './grouping'
import { now } from './now'
import { sessionEnded } from './session'
import type { CaseRow, Summary } from './types'

export type QueueState = 'loading' | 'ready' | 'offline' | 'error' | 'forbidden'

/** Milliseconds between two quiet renewals while the page is seen. */
const pace = 30_000

const rows = shallowRef<CaseRow[]>([])
const summary = shallowRef<Summary | null>(null)
const fetchedAt = ref<string | null>(null)
const asked = ref('')

export function useQueue(query: () => QueueQuery) {
  const state = ref<QueueState>(asked.value === JSON.stringify(query()) ? 'ready' : 'loading')
  const next = ref<string | null>(null)
  const groups = computed(() => grouped(rows.value, now.value, config.value?.timezone))
  /** Whether the rows on the screen answer the question that is asked now. */
  const fits = computed(() => asked.value === JSON.stringify(query()))
  let turn = 0

  function show(found: CaseRow[]): void {
    if (JSON.stringify(found) !== JSON.stringify(rows.value)) rows.value = found // unchanged lists leave the page alone
    fetchedAt.value = new Date().toISOString()
    asked.value = JSON.stringify(query())
    state.value = 'ready'
  }

  function fail(problem: unknown): void {
    if (!(problem instanceof Problem)) throw problem
    if (problem.status === 401) return // the sheet above the page asks to sign in
    state.value = problem.status === 0 ? 'offline' : problem.status === 403 ? 'forbidden' : 'error'
  }

  async function refresh(): Promise<void> {
    const mine = ++turn
    try {
      const [page, counts] = await Promise.all([listCases(query()), countCases()])
      if (mine !== turn) return // a newer question is on its way
      next.value = page.next
      summary.value = counts
      show(page.items)
    } catch (problem) {
      if (mine === turn) fail(problem)
    }
  }

  async function more(): Promise<void> {
    if (!next.value) return
    const page = await listCases({ ...query(), cursor: next.value }).catch(fail)
    if (!page) return
    next.value = page.next
    show([...rows.value, ...page.items])
  }

  const quietly = () => { if (document.visibilityState === 'visible' && !next.value) void refresh() }
  let timer: ReturnType<typeof setInterval> | undefined
  onMounted(() => {
    void refresh()
    timer = setInterval(quietly, pace)
    addEventListener('online', quietly)
    document.addEventListener('visibilitychange', quietly)
  })
  onBeforeUnmount(() => {
    turn += 1
    clearInterval(timer)
    removeEventListener('online', quietly)
    document.removeEventListener('visibilitychange', quietly)
  })
  watch([() => JSON.stringify(query()), locale], () => {
    state.value = 'loading'
    void refresh()
  })
  watch(sessionEnded, (ended) => { if (!ended) void refresh() })
  return { state, fits, rows, groups, summary, fetchedAt, next, refresh, more }
}
