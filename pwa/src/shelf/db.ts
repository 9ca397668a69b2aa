/** The shelf: an IndexedDB on this device that holds drafts, photos and the outbox until the server's receipt. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Capture, Fix } from '@/api/types'
import type { Draft } from './drafts'
import type { Parcel } from './outbox'

/** Bytes are ArrayBuffers: WebKit fails to store Blobs. `bytes` is null once the server holds them. */
export interface ShelvedPhoto {
  id: string
  report: string
  order: number
  name: string
  type: string
  size: number
  sha256: string
  bytes: ArrayBuffer | null
  thumb: ArrayBuffer | null
  taken_at: string | null
  fix: Fix | null
  capture: Capture
}

interface Shelf extends DBSchema {
  drafts: { key: string; value: Draft }
  photos: { key: string; value: ShelvedPhoto; indexes: { report: string } }
  outbox: { key: string; value: Parcel }
}

let opened: Promise<IDBPDatabase<Shelf>> | null = null

/** The database; opened again when the system dropped the connection (iOS does under memory pressure). */
export function shelf(): Promise<IDBPDatabase<Shelf>> {
  opened ??= openDB<Shelf>('landwatch', 1, {
    upgrade(database) {
      database.createObjectStore('drafts', { keyPath: 'id' })
      database.createObjectStore('photos', { keyPath: 'id' }).createIndex('report', 'report')
      database.createObjectStore('outbox', { keyPath: 'id' })
    },
    terminated() { opened = null },
  })
  return opened
}

/** Photos of one report in the order they were taken. */
export async function photosOf(report: string): Promise<ShelvedPhoto[]> {
  const found = await (await shelf()).getAllFromIndex('photos', 'report', report)
  return found.sort((one, other) => one.order - other.order)
}

export async function keepPhoto(photo: ShelvedPhoto): Promise<void> {
  await (await shelf()).put('photos', photo)
}

export async function dropPhoto(id: string): Promise<void> {
  await (await shelf()).delete('photos', id)
}

/** Removes everything of one report from this device. */
export async function wipe(report: string): Promise<void> {
  const database = await shelf()
  const change = database.transaction(['drafts', 'photos', 'outbox'], 'readwrite')
  const photos = await change.objectStore('photos').index('report').getAllKeys(report)
  await Promise.all([
    change.objectStore('drafts').delete(report),
    change.objectStore('outbox').delete(report),
    ...photos.map((id) => change.objectStore('photos').delete(id)),
    change.done,
  ])
}
