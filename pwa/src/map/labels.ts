/** Words on the map, drawn with the fonts of the system: without a glyph address MapLibre draws every letter itself. */
import type { ExpressionSpecification, LayerSpecification, SymbolLayerSpecification } from 'maplibre-gl'
import type { Look } from './look'

const sans = ['PingFang SC', 'HarmonyOS Sans SC', 'MiSans', 'Source Han Sans SC', 'Noto Sans CJK SC', 'Microsoft YaHei', 'sans-serif']
const serif = ['Songti SC', 'Source Han Serif SC', 'Noto Serif CJK SC', 'STSong', 'SimSun', 'serif']

/** What the labels need in the language in use. */
export interface LabelWords {
  english: boolean
  /** Names of approval kinds by code. */
  approvals: Record<string, string>
  /** “to {date}”, with `{date}` in it. */
  until: string
}

const halo = ({ colour }: Look, ink: string) => ({ 'text-color': colour(ink), 'text-halo-color': colour('map-halo'), 'text-halo-width': 1.6 })
const named = ({ english }: LabelWords): ExpressionSpecification => (english ? ['coalesce', ['get', 'name_en'], ['get', 'name']] : ['get', 'name'])

function approvalText({ approvals, until }: LabelWords): ExpressionSpecification {
  const [before = '', after = ''] = until.split('{date}')
  const kind = ['match', ['get', 'kind'], ...Object.entries(approvals).flat(), ['get', 'number']] as unknown as ExpressionSpecification
  const end: ExpressionSpecification = ['case', ['has', 'valid_to'], ['concat', '\n', before, ['slice', ['get', 'valid_to'], 0, 7], after], '']
  return ['concat', kind, end]
}

/** Place names, zone names along their edges, numbers of parcels from zoom 17, approvals with their end. */
export function labelLayers(look: Look, words: LabelWords): LayerSpecification[] {
  const alongEdge: SymbolLayerSpecification['layout'] = { 'symbol-placement': 'line', 'symbol-spacing': 700, 'text-field': named(words), 'text-font': sans, 'text-size': 12, 'text-offset': [0, 0.9], 'text-max-angle': 30 }
  return [
    { id: 'zones-name', type: 'symbol', source: 'zones', 'source-layer': 'zones', minzoom: 14, filter: ['!=', ['get', 'kind'], 'PBF'], layout: alongEdge, paint: { ...halo(look, 'map-label'), 'text-color': ['match', ['get', 'kind'], 'ERL', look.colour('map-redline'), look.colour('map-urban')] } },
    { id: 'villages-name', type: 'symbol', source: 'districts', 'source-layer': 'districts', minzoom: 13, maxzoom: 17, filter: ['==', ['get', 'level'], 'village'], layout: { 'text-field': named(words), 'text-font': serif, 'text-size': 15, 'text-padding': 60 }, paint: halo(look, 'map-label') },
    { id: 'townships-name', type: 'symbol', source: 'districts', 'source-layer': 'districts', minzoom: 10, maxzoom: 13, filter: ['==', ['get', 'level'], 'township'], layout: { 'text-field': named(words), 'text-font': serif, 'text-size': 15, 'text-padding': 90 }, paint: halo(look, 'map-label') },
    { id: 'counties-name', type: 'symbol', source: 'districts', 'source-layer': 'districts', maxzoom: 10, filter: ['==', ['get', 'level'], 'county'], layout: { 'text-field': named(words), 'text-font': serif, 'text-size': 15, 'text-padding': 90 }, paint: halo(look, 'map-label') },
    { id: 'parcels-number', type: 'symbol', source: 'parcels', 'source-layer': 'parcels', minzoom: 17, layout: { 'text-field': ['slice', ['get', 'code'], 14], 'text-font': sans, 'text-size': 11, 'text-padding': 8 }, paint: halo(look, 'map-parcel') },
    { id: 'approvals-name', type: 'symbol', source: 'approvals', 'source-layer': 'approvals', minzoom: 15, layout: { 'text-field': approvalText(words), 'text-font': sans, 'text-size': 12, 'text-padding': 20 }, paint: halo(look, 'map-approval') },
  ]
}
