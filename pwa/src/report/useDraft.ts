/** The draft on the screen: kept on every change (within 300 ms), and at once before the page may be killed. */
import { onScopeDispose, ref, watch } from 'vue'
import { keepDraft, newDraft, type Draft } from '@/shelf/drafts'

const pause = 300

export function useDraft() {
  const draft = ref<Draft>(newDraft())
  const saved = ref(true)
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Set when the draft became a parcel or was thrown away: nothing may bring it back. */
  let closed = false

  /** Writes now; called before the camera opens and when the page is hidden. */
  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    if (closed || saved.value) return
    saved.value = true
    await keepDraft(draft.value)
  }

  /** Writes even an untouched draft: a photo on the shelf without its draft would be lost with the page. */
  async function keep(): Promise<void> {
    saved.value = false
    await flush()
  }

  /** At most one pause after the first change: steady typing must not put the saving off. */
  function later(): void {
    saved.value = false
    timer ??= setTimeout(() => void flush(), pause)
  }

  function open(found: Draft): void {
    draft.value = found
    closed = false
  }

  function close(): void {
    clearTimeout(timer)
    closed = true
  }

  const hidden = () => void flush()
  watch(draft, (now, before) => { if (now === before) later() }, { deep: true })
  document.addEventListener('visibilitychange', hidden)
  addEventListener('pagehide', hidden)
  onScopeDispose(() => {
    void flush()
    document.removeEventListener('visibilitychange', hidden)
    removeEventListener('pagehide', hidden)
  })
  return { draft, open, keep, flush, close }
}
