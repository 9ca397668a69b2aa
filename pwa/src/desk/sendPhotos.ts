/** Photos of a move travel as a report about the case, in the session of the officer, and are then named in the move. */
import { staff } from '@/api/client'
import { asServerTime } from '@/api/clock'
import type { PhotoIn, ReportIn, ReportOut, UploadOut } from '@/api/types'
import { captureOf, typeOf } from '@/camera/photo'
import { locale } from '@/locales'
import { sha256 } from '@/shelf/hash'
import { newId, newSecret } from '@/shelf/secret'
import { watched } from './session'
import type { FullCase } from './types'

interface Packed { photo: PhotoIn; bytes: ArrayBuffer }

/** Photos packed as one report. It may set out again as often as needed: ids stay, and what has arrived does not travel twice. */
export interface Trip { report: string; secret: string; body: ReportIn; packed: Packed[]; missing: string[] }

async function pack(file: File): Promise<Packed> {
  const bytes = await file.arrayBuffer()
  const photo: PhotoIn = { id: newId(), sha256: await sha256(bytes), size: bytes.byteLength, type: typeOf(file) as PhotoIn['type'], capture: captureOf(file, 'system_camera') }
  return { photo, bytes }
}

function reportAbout(found: FullCase, photos: PhotoIn[]): ReportIn {
  return {
    revision: 1, channel: 'patrol', seen_at: asServerTime(new Date().toISOString()), kind: found.kind.code, description: '', location: { ...found.location, source: 'map' },
    photos, answers: { activity: 'unknown', danger: false }, locale: locale.value, about: found.number,
  }
}

/** Packs the files for their way to the case. */
export async function packTrip(found: FullCase, files: File[]): Promise<Trip> {
  const packed: Packed[] = []
  for (const file of files) packed.push(await pack(file)) // one after the other: a phone has little memory
  const photos = packed.map(({ photo }) => photo)
  return { report: newId(), secret: newSecret(), body: reportAbout(found, photos), packed, missing: photos.map(({ id }) => id) }
}

/** Sends what is still missing, one by one; gives the ids of the photos once the server holds them all. */
export async function sendTrip(trip: Trip, told: (sent: number) => void): Promise<string[]> {
  const secret = { 'Landwatch-Secret': trip.secret }
  trip.missing = (await watched(staff.put<ReportOut>(`/reports/${trip.report}`, { body: trip.body, headers: secret }))).missing
  for (const { photo, bytes } of trip.packed.filter(({ photo: { id } }) => trip.missing.includes(id))) {
    const headers = { ...secret, 'Content-Type': photo.type, 'Landwatch-Report': trip.report }
    trip.missing = (await watched(staff.put<UploadOut>(`/uploads/${photo.id}`, { body: bytes, headers }))).missing
    told(trip.packed.length - trip.missing.length)
  }
  await watched(staff.post<ReportOut>(`/reports/${trip.report}/commit`, { body: {}, headers: secret }))
  return trip.packed.map(({ photo }) => photo.id)
}
