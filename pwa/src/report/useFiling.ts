/** A draft becoming a report: found again or begun, checked step by step, packed for the outbox. */
import { ref } from 'vue'
import { config } from '@/api/config'
import type { Config, LocationIn } from '@/api/types'
import type { Locale } from '@/locales'
import { shelf, wipe } from '@/shelf/db'
import { lastDraft, newDraft, type Draft } from '@/shelf/drafts'
import { packed } from '@/shelf/outbox'
import { keepParcel, send } from '@/shelf/sync'
import { bodyOf, hasContent, hasEvidence, inBox, isPhone } from './body'
import { useDraft } from './useDraft'
import { usePhotos } from './usePhotos'

export type Lack = 'evidence' | 'kind' | 'place' | 'confirm' | 'phone' | 'keeping'

export function useFiling() {
  const { draft, open, keep, flush, close } = useDraft()
  const shelved = usePhotos(() => draft.value.id, () => config.value?.limits, keep)
  const continueAsked = ref(false)

  /** Goes on with what was left; asks first, unless the page was only reloaded in the middle. */
  async function begin(inTheMiddle: boolean): Promise<void> {
    const found = await lastDraft()
    if (!found) return
    open(found)
    await shelved.reload()
    continueAsked.value = !inTheMiddle && hasContent(found, shelved.photos.value)
  }

  async function startAnew(): Promise<void> {
    await wipe(draft.value.id)
    open(newDraft())
    await shelved.reload()
  }

  /** What keeps a step from being left, if anything. */
  function lacking(step: number, box: Config['area']['bbox'] | undefined): Lack | null {
    const { location, kind, outside_confirmed: confirmed } = draft.value
    if (shelved.busy.value > 0) return 'keeping'
    if (step === 1 || step === 4) if (!hasEvidence(draft.value, shelved.photos.value)) return 'evidence'
    if (step === 2 || step === 4) if (!kind) return 'kind'
    if (step >= 3 && !location) return 'place'
    if (step >= 3 && location && box && !inBox(location, box) && !confirmed) return 'confirm'
    if (step === 4 && draft.value.phone.trim() && !isPhone(draft.value.phone)) return 'phone'
    return null
  }

  /** Moves the draft into the outbox: saved on this phone first, then sent. Gives the report's id. */
  async function submit(locale: Locale): Promise<string> {
    if (!draft.value.location) throw new Error('A report needs a place before it is sent')
    close()
    const plain = JSON.parse(JSON.stringify(draft.value)) as Draft & { location: LocationIn } // reactive objects cannot be cloned onto the shelf
    await keepParcel(packed(plain, bodyOf(plain, plain.location, shelved.photos.value, locale), new Date()))
    await (await shelf()).delete('drafts', draft.value.id)
    void send(true)
    return draft.value.id
  }

  return { draft, shelved, continueAsked, begin, startAnew, submit, flush, lacking }
}
