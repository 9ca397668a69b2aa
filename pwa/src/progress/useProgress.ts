/** A report as its reporter may see it, fetched with number and secret. */
import { ref, shallowRef } from 'vue'
import { citizen } from '@/api/client'
import { Problem } from '@/api/problems'
import type { Progress } from '@/api/types'

export type Trouble = 'unknown' | 'no-answer' | null

export function useProgress(number: string, secret: () => string | null) {
  const progress = shallowRef<Progress | null>(null)
  const trouble = ref<Trouble>(null)
  const busy = ref(false)
  const path = `/progress/${encodeURIComponent(number)}`

  /** Runs a call and takes its answer as the new state; tells whether it went well. */
  async function take(call: () => Promise<Progress>): Promise<boolean> {
    busy.value = true
    trouble.value = null
    try {
      progress.value = await call()
      return true
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem
      trouble.value = [401, 403, 404].includes(problem.status) ? 'unknown' : 'no-answer'
      return false
    } finally {
      busy.value = false
    }
  }

  const door = () => citizen(secret() ?? undefined)
  return {
    progress, trouble, busy,
    load: () => take(() => door().get<Progress>(path)),
    message: (text: string) => take(() => door().post<Progress>(`${path}/messages`, { body: { text } })),
    feedback: (satisfied: boolean, text?: string) => take(() => door().post<Progress>(`${path}/feedback`, { body: { satisfied, ...(text && { text }) } })),
    withdraw: (reason: string) => take(() => door().post<Progress>(`${path}/withdraw`, { body: reason ? { reason } : {} })),
  }
}
