/** The layers of the one map that the caller may see, each with its release. */
import { shallowRef } from 'vue'
import { citizen, staff } from '@/api/client'
import { Problem } from '@/api/problems'
import type { Wire } from '@/api/types'

/** A layer with its release; `tiles` is an address with {z}, {x} and {y}. */
export type AtlasLayer = Wire['LayerOut']

/** The public sends no cookies, so it is shown public layers only, whoever is signed in on this device. */
export type Viewer = 'public' | 'staff'

/** Fetches the layers; without an answer the map shows the ground alone and says so. */
export function useAtlas(viewer: Viewer) {
  const layers = shallowRef<AtlasLayer[]>([])
  const missing = shallowRef(false)

  async function fetchLayers(): Promise<void> {
    const door = viewer === 'staff' ? staff : citizen()
    try {
      layers.value = (await door.get<Wire['LayersOut']>('/atlas/layers')).items
      missing.value = false
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem
      missing.value = true
    }
  }
  return { layers, missing, fetchLayers }
}
