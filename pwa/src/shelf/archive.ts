/** What has not been delivered as one zip file, for the day a phone has to be given away or will not send. Passwords stay out of it. */
import type { Zippable } from 'fflate'
import { photosOf, shelf, type ShelvedPhoto } from './db'

const text = (content: unknown) => new TextEncoder().encode(JSON.stringify(content, null, 2))
const ending = (photo: ShelvedPhoto) => photo.type.split('/')[1]?.replace('jpeg', 'jpg') ?? 'bin'

/** Photos are packed already: level 0 stores them as they are. */
function folder(photos: ShelvedPhoto[]): Zippable {
  const kept = photos.flatMap((photo, index) => (photo.bytes ? [[`${index + 1}.${ending(photo)}`, [new Uint8Array(photo.bytes), { level: 0 }]]] : []))
  return Object.fromEntries(kept) as Zippable
}

/** Drafts and undelivered reports, a folder each: what was written as JSON, the photos byte for byte. Null when there is nothing. */
export async function unsentArchive(): Promise<Uint8Array<ArrayBuffer> | null> {
  const database = await shelf()
  const parcels = (await database.getAll('outbox')).filter(({ stage }) => stage !== 'delivered')
  const drafts = await database.getAll('drafts')
  const written = [...parcels.map(({ id, number, body }) => ({ id, number, ...body })), ...drafts.map((draft) => ({ ...draft, secret: undefined }))]
  if (!written.length) return null
  const folders: Zippable = {}
  for (const report of written) folders[report.id] = { 'report.json': text(report), ...folder(await photosOf(report.id)) }
  const { zipSync } = await import('fflate')
  return zipSync(folders)
}
