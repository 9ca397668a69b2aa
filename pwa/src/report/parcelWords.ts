/** The state of a parcel in words: first where the thing is, then what happens next by itself. */
import type { IconName } from '@/ui/icons'
import type { Parcel, Stage } from '@/shelf/outbox'
import { time } from '@/ui/when'

const iconOf: Record<Stage, IconName> = {
  queued: 'phone', registering: 'send', uploading: 'send', committing: 'send', delivered: 'check', waiting: 'clock', login_needed: 'lock', needs_attention: 'warn',
}

type Translate = (key: string, named?: Record<string, unknown>) => string

export function arrived(parcel: Parcel): number {
  return parcel.registered ? parcel.body.photos.length - parcel.missing.length : 0
}

/** Icon, state and next step for a card. */
export function parcelWords(parcel: Parcel, t: Translate): { icon: IconName; state: string; next: string } {
  const counts = { n: arrived(parcel), all: parcel.body.photos.length, at: parcel.next_at ? time(parcel.next_at) : '' }
  const key = parcel.stage === 'waiting' && !parcel.registered ? 'waitingHere' : parcel.stage
  return { icon: iconOf[parcel.stage], state: t(`report.parcel.${key}`, counts), next: t(`report.parcel.${key}Next`, counts) }
}
