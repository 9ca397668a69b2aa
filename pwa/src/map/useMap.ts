/** One map on the page: made when its frame is there, redrawn when theme, language or content change, gone with the component. */
import type * as MapLibre from 'maplibre-gl'
import { onBeforeUnmount, onMounted, ref, shallowRef, watch, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { locale, openTexts } from '@/locales'
import { theme } from '@/ui/theme'
import { useAtlas, type Viewer } from './atlas'
import { collection, drawnSource, type Drawn } from './drawn'
import { openEngine } from './engine'
import { density, drawHatch } from './hatches'
import type { LabelWords } from './labels'
import { lookOf } from './look'
import { buildStyle } from './style'

export interface MapWishes {
  viewer: Viewer
  center: () => [number, number]
  zoom: number
  drawn: () => Drawn[]
  chosen: () => string[]
  /** What the map is, for readers. */
  label: () => string
}

export type MapState = 'loading' | 'ready' | 'failed'

/** What an unfolded map gives back to its component. */
export interface OpenMap { map: MapLibre.Map; library: typeof MapLibre }

export function useMap(frame: Ref<HTMLElement | null>, wishes: MapWishes) {
  const { t, tm, rt } = useI18n()
  const state = ref<MapState>('loading')
  const opened = shallowRef<OpenMap | null>(null)
  const hidden = ref<string[]>([])
  const atlas = useAtlas(wishes.viewer)
  let gone = false

  function words(): LabelWords {
    const kinds = tm('map.approvalKinds') as Record<string, string>
    const approvals = Object.fromEntries(Object.entries(kinds).map(([code, name]) => [code, rt(name)]))
    return { english: locale.value === 'en', approvals, until: t('map.until', { date: '{date}' }) }
  }

  const style = () => buildStyle({ look: lookOf(theme.value), layers: atlas.layers.value, words: words(), drawn: wishes.drawn(), chosen: wishes.chosen(), hidden: hidden.value })

  function redraw(): void {
    opened.value?.map.setStyle(style(), { diff: false })
    opened.value?.map.getCanvas().setAttribute('aria-label', wishes.label())
  }

  function unfold(library: typeof MapLibre, container: HTMLElement): MapLibre.Map {
    const map = new library.Map({
      container, style: style(), center: wishes.center(), zoom: wishes.zoom, minZoom: 7, maxZoom: 20,
      attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false, fadeDuration: 0,
    })
    map.touchZoomRotate.disableRotation()
    map.keyboard.disableRotation()
    map.addControl(new library.ScaleControl({ maxWidth: 110, unit: 'metric' }), 'bottom-left')
    const hatch = (id: string) => {
      const image = drawHatch(id, lookOf(theme.value))
      if (image && !map.hasImage(id)) map.addImage(id, image, { pixelRatio: density })
    }
    map.setMissingStyleImageResolver(hatch)
    map.on('style.load', () => hatch('paper')) // the resolver is not asked for patterns of the background
    map.once('load', () => map.resize()) // MapLibre ignores a change of size within its first frame
    map.on('error', ({ error }) => console.warn('The map could not fetch a part.', error))
    map.getCanvas().setAttribute('aria-label', wishes.label())
    return map
  }

  async function open(): Promise<void> {
    const [library] = await Promise.all([openEngine(), openTexts('map'), atlas.fetchLayers()])
    if (gone || !frame.value) return
    opened.value = { map: unfold(library, frame.value), library }
    state.value = 'ready'
  }

  onMounted(() => open().catch((reason: unknown) => {
    console.warn('No map on this device now.', reason)
    state.value = 'failed'
  }))
  watch([theme, locale, hidden, wishes.chosen], redraw, { flush: 'post' })
  watch(wishes.drawn, (features) => opened.value?.map.getSource<MapLibre.GeoJSONSource>(drawnSource)?.setData(collection(features)))
  onBeforeUnmount(() => {
    gone = true
    opened.value?.map.remove()
  })
  return { state, opened, hidden, layers: atlas.layers, missing: atlas.missing }
}
