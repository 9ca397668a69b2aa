/** From a draft and its photos to the body of the report, and what is still lacking before it can go. */
import { asServerTime } from '@/api/clock'
import type { Config, Fix, LocationIn, LonLat, PhotoIn, ReportIn } from '@/api/types'
import type { Locale } from '@/locales'
import type { ShelvedPhoto } from '@/shelf/db'
import type { Draft } from '@/shelf/drafts'

/** This form is the public's; the rule pack calls that way in so. */
const channel = 'public_pwa'

/** Numbers the server takes: it refuses a telephone number with letters only after the report has travelled. */
const phonePattern = /^[+0-9 ()-]{5,30}$/

export function isPhone(text: string): boolean {
  return phonePattern.test(text.trim())
}

function fixOf({ lon, lat, accuracy_m, heading_deg, fixed_at }: Fix): PhotoIn['fix'] {
  return { lon, lat, accuracy_m, at: asServerTime(fixed_at), ...(typeof heading_deg === 'number' && { heading_deg }) }
}

/** A photo as it is announced; its type was held against the server's list when it was chosen. */
function declared(photo: ShelvedPhoto): PhotoIn {
  return {
    id: photo.id, sha256: photo.sha256, size: photo.size, type: photo.type as PhotoIn['type'], capture: photo.capture,
    ...(photo.taken_at && { taken_at: asServerTime(photo.taken_at) }), ...(photo.fix && { fix: fixOf(photo.fix) }),
  }
}

/** The report as the server reads it. The draft has a place by now; the moment is the first photo's, else when the draft was begun. */
export function bodyOf(draft: Draft, location: LocationIn, photos: ShelvedPhoto[], locale: Locale): ReportIn {
  const taken = photos.flatMap((photo) => photo.taken_at ?? []).sort()[0]
  return {
    revision: draft.revision,
    channel,
    seen_at: asServerTime(taken ?? draft.started_at),
    kind: draft.kind ?? 'UNK',
    description: draft.description.trim(),
    location: { ...location, ...(location.fixed_at && { fixed_at: asServerTime(location.fixed_at) }) },
    photos: photos.map(declared),
    answers: { ...draft.answers, activity: draft.activity, danger: draft.danger },
    ...(draft.phone.trim() && { contact: { phone: draft.phone.trim() } }),
    ...(draft.outside_confirmed && { outside_confirmed: true }),
    locale,
  }
}

/** Whether the draft holds anything worth keeping. */
export function hasContent(draft: Draft, photos: ShelvedPhoto[]): boolean {
  return photos.length > 0 || Boolean(draft.description.trim() || draft.kind || draft.location)
}

/** A photo or a few words: one of them is needed, either will do. */
export function hasEvidence(draft: Draft, photos: ShelvedPhoto[]): boolean {
  return photos.length > 0 || draft.description.trim().length > 0
}

/** The place as a fix gives it. */
export function placeOf(fix: Fix): LocationIn {
  return { lon: fix.lon, lat: fix.lat, accuracy_m: fix.accuracy_m, source: 'gnss', fixed_at: fix.fixed_at }
}

/** A first guess without the server: whether a point lies in the box around the deployment's area. */
export function inBox({ lon, lat }: LonLat, [west, south, east, north]: Config['area']['bbox']): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north
}
