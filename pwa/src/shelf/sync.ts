/** The sender: the only part of the shelf that talks to the network. One sender across tabs; it runs while a page is open. */
import { computed, shallowRef } from 'vue'
import { citizen } from '@/api/client'
import { Problem } from '@/api/problems'
import type { ReportOut, UploadOut } from '@/api/types'
import { keepPhoto, photosOf, shelf, wipe } from './db'
import { after, afterShowing, isDue, nextLeg, type Happening, type Leg, type Parcel } from './outbox'

/** Everything in the outbox of this device, newest first. */
export const outbox = shallowRef<Parcel[]>([])
export const unsent = computed(() => outbox.value.filter((parcel) => parcel.stage !== 'delivered').length)

const tabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('outbox')

/** Reads the outbox again from the shelf. */
export async function refresh(): Promise<void> {
  const found = await (await shelf()).getAll('outbox')
  outbox.value = found.sort((one, other) => other.queued_at.localeCompare(one.queued_at))
}

export async function keepParcel(parcel: Parcel): Promise<Parcel> {
  await (await shelf()).put('outbox', parcel)
  await refresh()
  tabs?.postMessage('changed')
  return parcel
}

/** Notes that the person has seen the receipt; from then on the secret is not shown here. */
export async function markShown(id: string): Promise<void> {
  const parcel = await (await shelf()).get('outbox', id)
  if (parcel) await keepParcel(afterShowing(parcel))
}

async function uploadNext(parcel: Parcel, door: ReturnType<typeof citizen>): Promise<Happening> {
  const wanted = parcel.missing[0]
  const photo = (await photosOf(parcel.id)).find(({ id }) => id === wanted)
  if (!photo?.bytes) throw new Problem({ type: 'about:blank', title: 'The bytes are not on this phone', status: 422, code: 'photo-lost' })
  const reply = await door.put<UploadOut>(`/uploads/${photo.id}`, { body: photo.bytes, headers: { 'Content-Type': photo.type, 'Landwatch-Report': parcel.id } })
  return { type: 'uploaded', missing: reply.missing }
}

/** One leg of the way; every leg may be repeated. */
async function travel(parcel: Parcel, leg: Leg): Promise<Happening> {
  const door = citizen(parcel.secret ?? undefined)
  if (leg === 'register') return { type: 'registered', reply: await door.put<ReportOut>(`/reports/${parcel.id}`, { body: parcel.body }) }
  if (leg === 'upload') return uploadNext(parcel, door)
  return { type: 'committed', reply: await door.post<ReportOut>(`/reports/${parcel.id}/commit`, { body: {} }) }
}

async function attempt(parcel: Parcel): Promise<Parcel> {
  const leg = nextLeg(parcel)
  const under = await keepParcel(after(parcel, { type: 'set-out', leg }, new Date(), 0))
  const happening = await travel(under, leg).catch((problem: unknown): Happening => {
    if (problem instanceof Problem) return { type: 'failed', leg, problem }
    throw problem
  })
  // The receipt page may have been seen meanwhile: take that mark from the shelf, not from our older copy.
  const shown = (await (await shelf()).get('outbox', parcel.id))?.shown ?? under.shown
  return keepParcel(after({ ...under, shown }, happening, new Date(), Math.random()))
}

/** The server holds the bytes: free them here, keep the thumbnail and the receipt. */
async function freeBytes(parcel: Parcel): Promise<void> {
  for (const photo of await photosOf(parcel.id)) await keepPhoto({ ...photo, bytes: null })
}

async function deliver(parcel: Parcel): Promise<void> {
  const moving = new Set(['queued', 'registering', 'uploading', 'committing'])
  let now = await attempt(parcel)
  while (moving.has(now.stage)) now = await attempt(now)
  if (now.stage === 'delivered') await freeBytes(now)
}

/** Trying again while the device itself says it is offline would only lengthen the wait; the `online` event wakes it. */
function restsOffline(parcel: Parcel): boolean {
  return navigator.onLine === false && parcel.stage === 'waiting'
}

async function sendAllDue(eager: boolean): Promise<void> {
  await refresh()
  for (const parcel of [...outbox.value].reverse()) if (!restsOffline(parcel) && isDue(parcel, new Date(), eager)) await deliver(parcel)
}

/** Runs the work in one tab only; where the browser has no locks (plain http) one page is assumed. */
async function alone(work: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return work()
  await navigator.locks.request('outbox', { ifAvailable: true }, (lock) => (lock ? work() : undefined))
}

let busy = false
let again = false

/** Sends what is due. `eager` ignores the waits: the signal is back, the page is seen again, the button was pressed. */
export async function send(eager = false): Promise<void> {
  if (busy) {
    again ||= eager
    return
  }
  busy = true
  try {
    await alone(() => sendAllDue(eager))
  } finally {
    busy = false
    schedule()
  }
  if (again) {
    again = false
    await send(true)
  }
}

/** Milliseconds after which we look again at what another tab was sending: it may have been closed. */
const elsewhere = 5000
let timer: ReturnType<typeof setTimeout> | undefined

function schedule(): void {
  clearTimeout(timer)
  if (navigator.onLine === false) return
  const times = outbox.value.filter((parcel) => isDue(parcel, new Date(), true)).map((parcel) => (parcel.next_at ? Date.parse(parcel.next_at) : Date.now() + elsewhere))
  if (times.length) timer = setTimeout(() => void send(), Math.max(500, Math.min(...times) - Date.now()))
}

/** Days a receipt and its thumbnail stay after delivery. */
const keptDays = 30

async function forgetOld(): Promise<void> {
  const limit = new Date(Date.now() - keptDays * 86_400_000).toISOString()
  await Promise.all(outbox.value.filter((parcel) => parcel.delivered_at && parcel.delivered_at < limit).map((parcel) => wipe(parcel.id)))
}

/** Starts the sender: now, when the signal returns, when the page is seen again, and when a wait ends. */
export async function startSending(): Promise<void> {
  addEventListener('online', () => void send(true))
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') void send(true) })
  tabs?.addEventListener('message', () => void refresh())
  await refresh()
  await forgetOld()
  await send(true)
}
