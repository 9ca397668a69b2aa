/** The photos of the draft on the screen, with pictures of them to show. */
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { takeIn, typeOf } from '@/camera/photo'
import type { Capture, Config, Fix } from '@/api/types'
import { dropPhoto, photosOf, type ShelvedPhoto } from '@/shelf/db'

export type Refusal = { why: 'too-many' | 'too-large' | 'wrong-type' | 'no-room'; name: string }

/** `before` runs ahead of every photo that is kept. */
export function usePhotos(report: () => string, limits: () => Config['limits'] | undefined, before: () => Promise<void>) {
  const photos = shallowRef<ShelvedPhoto[]>([])
  const busy = ref(0)
  const refusals = ref<Refusal[]>([])
  const urls = new Map<string, string>()

  function urlOf(photo: ShelvedPhoto): string | null {
    const known = urls.get(photo.id)
    if (known || !photo.thumb) return known ?? null
    const url = URL.createObjectURL(new Blob([photo.thumb], { type: 'image/jpeg' }))
    urls.set(photo.id, url)
    return url
  }

  /** The pictures as they were taken, of those this browser can show (they have a thumbnail). */
  function large(): { id: string; url: string }[] {
    return photos.value.flatMap((photo) => {
      if (!photo.thumb || !photo.bytes) return []
      const key = `large ${photo.id}`
      const url = urls.get(key) ?? URL.createObjectURL(new Blob([photo.bytes], { type: photo.type }))
      urls.set(key, url)
      return [{ id: photo.id, url }]
    })
  }

  const shown = computed(() => photos.value.map((photo) => ({ id: photo.id, name: photo.name, url: urlOf(photo) })))

  async function reload(): Promise<void> {
    photos.value = await photosOf(report())
  }

  function refusalOf(file: File): Refusal['why'] | null {
    const most = limits()
    if (!most) return null
    if (photos.value.length >= most.photos) return 'too-many'
    if (file.size > most.photo_bytes) return 'too-large'
    return most.types.includes(typeOf(file)) ? null : 'wrong-type'
  }

  async function addOne(file: File, capture: Capture, fix: Fix | null): Promise<void> {
    const why = refusalOf(file)
    if (why) {
      refusals.value.push({ why, name: file.name })
      return
    }
    const order = Math.max(-1, ...photos.value.map((photo) => photo.order)) + 1
    await before()
    await takeIn(file, report(), order, capture, fix)
    await reload()
  }

  /** Keeps the files one after the other; a phone has little memory. */
  async function add(files: File[], capture: Capture, fix: Fix | null): Promise<void> {
    refusals.value = []
    busy.value += 1
    try {
      for (const file of files) await addOne(file, capture, fix)
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'QuotaExceededError')) throw error
      refusals.value.push({ why: 'no-room', name: '' })
    } finally {
      busy.value -= 1
    }
  }

  async function remove(id: string): Promise<void> {
    await dropPhoto(id)
    await reload()
  }

  onScopeDispose(() => urls.forEach((url) => URL.revokeObjectURL(url)))
  return { photos, shown, large, busy, refusals, add, remove, reload }
}
