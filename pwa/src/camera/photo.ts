/** From a file to a photo on the shelf, in this order: bytes, hash, kept, thumbnail. A HEIC that cannot be shown is still kept. */
import type { Capture, Fix } from '@/api/types'
import { keepPhoto, type ShelvedPhoto } from '@/shelf/db'
import { sha256 } from '@/shelf/hash'
import { newId } from '@/shelf/secret'

const byEnding: Record<string, string> = { heic: 'image/heic', heif: 'image/heif', jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp' }

/** The type of a file; some systems leave it empty for HEIC, then the name tells. */
export function typeOf(file: File): string {
  return file.type || byEnding[file.name.split('.').pop()?.toLowerCase() ?? ''] || 'application/octet-stream'
}

/** A file that came through the camera input within the last two minutes was taken now; a desktop ignores the wish for a camera. */
export function captureOf(file: File, asked: Capture, now = Date.now()): Capture {
  return asked === 'system_camera' && now - file.lastModified > 120_000 ? 'gallery' : asked
}

/** Longest side of a thumbnail, pixels. */
const thumbSide = 480

/** A small JPEG, or null when this browser cannot decode the file (HEIC outside Safari). */
async function thumbnail(file: Blob): Promise<ArrayBuffer | null> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null)
  if (!picture) return null
  const scale = Math.min(1, thumbSide / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  const small = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.8))
  return small ? small.arrayBuffer() : null
}

/** Takes a file in and keeps it on this phone. `fix` is the position at the shutter; only a photo taken now gets one. */
export async function takeIn(file: File, report: string, order: number, asked: Capture, fix: Fix | null): Promise<ShelvedPhoto> {
  const capture = captureOf(file, asked)
  const now = capture === 'system_camera'
  const bytes = await file.arrayBuffer()
  const photo: ShelvedPhoto = {
    id: newId(), report, order, name: file.name, type: typeOf(file), size: bytes.byteLength, sha256: await sha256(bytes), bytes, thumb: null,
    taken_at: now ? new Date(file.lastModified).toISOString() : null, fix: now ? fix : null, capture,
  }
  await keepPhoto(photo)
  photo.thumb = await thumbnail(file)
  if (photo.thumb) await keepPhoto(photo)
  return photo
}
