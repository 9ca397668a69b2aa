/** A report that came back: the parcel becomes a draft again, with the same id and the next revision. */
import { asDeviceTime } from '@/api/clock'
import type { Activity, LocationIn } from '@/api/types'
import { shelf } from '@/shelf/db'
import { keepDraft, newDraft, type Draft } from '@/shelf/drafts'
import type { Parcel } from '@/shelf/outbox'
import { refresh } from '@/shelf/sync'

/** The step of the form where the first mistake is mended. */
export function stepFor(parcel: Parcel): number {
  const pointer = parcel.errors[0]?.pointer ?? ''
  if (parcel.why === 'place-outside-area' || pointer.startsWith('#/location')) return 3
  if (pointer.startsWith('#/kind') || pointer.startsWith('#/answers')) return 2
  return pointer.startsWith('#/contact') ? 4 : 1
}

const onDevice = (place: LocationIn): LocationIn => ({ ...place, ...(place.fixed_at && { fixed_at: asDeviceTime(place.fixed_at) }) })

/** The draft that a parcel was made of. */
export function draftFrom(parcel: Parcel): Draft {
  const { activity, danger, ...answers } = parcel.body.answers as { activity: Activity; danger: boolean; [question: string]: unknown }
  return {
    ...newDraft(), id: parcel.id, secret: parcel.secret ?? '', started_at: asDeviceTime(parcel.body.seen_at), description: parcel.body.description, kind: parcel.body.kind, answers,
    activity, danger, location: onDevice(parcel.body.location), outside_confirmed: parcel.body.outside_confirmed ?? false, place: parcel.place,
    phone: parcel.body.contact?.phone ?? '', revision: parcel.body.revision + 1, step: stepFor(parcel),
  }
}

/** Puts the parcel back on the desk as a draft and gives the step to open. */
export async function reopen(parcel: Parcel): Promise<number> {
  const draft = draftFrom(parcel)
  await keepDraft(draft)
  await (await shelf()).delete('outbox', parcel.id)
  await refresh()
  return draft.step
}
