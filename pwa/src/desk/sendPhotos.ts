/** Photos of a move travel as a report about the case, in the session of the officer, and are then named in the move. */
import { staff } from '@/api/client'
import type { PhotoIn, ReportIn, ReportOut, UploadOut } from '@/api/types'
import { captureOf, typeOf } from '@/camera/photo'
import { locale } from '@/locales'
import { sha256 } from '@/shelf/hash'
import { newId, newSecret } from '@/shelf/secret'
import { watched } from './session'
import type { FullCase } from './types'

interface Packed { photo: PhotoIn; bytes: ArrayBuffer }

async function pack(file: File): Promise<Packed> {
  const bytes = await file.arrayBuffer()
  const photo: PhotoIn = { id: newId(), sha256: await sha256(bytes), size: bytes.byteLength, type: typeOf(file), capture: captureOf(file, 'system_camera') }
  return { photo, bytes }
}

function reportAbout(found: FullCase, photos: PhotoIn[]): ReportIn & { about: string } {
  return {
    revision: 1, channel: 'patrol', seen_at: new Date().toISOString(), kind: found.kind.code, description: '', location: { ...found.location, source: 'map' },
    photos, answers: { activity: 'unknown', danger: false }, locale: locale.value, about: found.number,
  }
}

/** Sends the files one by one; gives the ids of the photos once the server holds them all. */
export async function sendPhotos(found: FullCase, files: File[], told: (sent: number) => void): Promise<string[]> {
  const packed: Packed[] = []
  for (const file of files) packed.push(await pack(file)) // one after the other: a phone has little memory
  const report = newId()
  const secret = { 'Landwatch-Secret': newSecret() }
  await watched(staff.put<ReportOut>(`/reports/${report}`, { body: reportAbout(found, packed.map(({ photo }) => photo)), headers: secret }))
  for (const [index, { photo, bytes }] of packed.entries()) {
    await watched(staff.put<UploadOut>(`/uploads/${photo.id}`, { body: bytes, headers: { ...secret, 'Content-Type': photo.type, 'Landwatch-Report': report } }))
    told(index + 1)
  }
  await watched(staff.post<ReportOut>(`/reports/${report}/commit`, { body: {}, headers: secret }))
  return packed.map(({ photo }) => photo.id)
}
