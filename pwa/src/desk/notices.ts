/** The bell: what happened to cases of this person, newest first. */
import { onBeforeUnmount, onMounted, ref, shallowRef } from 'vue'
import { Problem } from '@/api/problems'
import { listNotices, markRead } from './calls'
import { person } from './session'
import type { Notice } from './types'

const pace = 60_000
export const notices = shallowRef<Notice[]>([])
export const unread = ref(0)
export const missing = ref(false)

export async function refreshNotices(): Promise<void> {
  if (!person.value) return
  try {
    const inbox = await listNotices()
    notices.value = inbox.items
    unread.value = inbox.unread
    missing.value = false
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    missing.value = true // the list says so when it is opened; the page itself goes on
  }
}

export async function readNotice(notice: Notice): Promise<void> {
  if (notice.read) return
  await markRead(notice.id)
  await refreshNotices()
}

/** Keeps the bell up to date while a staff page is open. */
export function watchNotices(): void {
  let timer: ReturnType<typeof setInterval> | undefined
  onMounted(() => {
    void refreshNotices()
    timer = setInterval(() => { if (document.visibilityState === 'visible') void refreshNotices() }, pace)
  })
  onBeforeUnmount(() => clearInterval(timer))
}
