/** The one map style, built from the tokens of the theme and the layers the caller may see. No foreign host, no sprite, no glyph files. */
import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl'
import type { AtlasLayer } from './atlas'
import { chosenParcels, drawnLayers, drawnSource, drawnSourceOf, type Drawn } from './drawn'
import { groundLayers } from './ground'
import { labelLayers, type LabelWords } from './labels'
import { legalLayers } from './legal'
import type { Look } from './look'

export interface StyleWishes {
  look: Look
  layers: AtlasLayer[]
  words: LabelWords
  drawn: Drawn[]
  /** Codes of parcels to edge in ink. */
  chosen: string[]
  /** Codes of layers that are switched off. */
  hidden: string[]
}

function sourceOf(layer: AtlasLayer): SourceSpecification {
  return { type: 'vector', tiles: [new URL(layer.tiles, location.origin).href.replaceAll('%7B', '{').replaceAll('%7D', '}')], minzoom: layer.minzoom, maxzoom: layer.maxzoom }
}

/** Whether the layer's source is part of this map. */
function drawable(sources: Record<string, unknown>) {
  return (layer: LayerSpecification) => !('source' in layer) || String(layer.source) in sources
}

export function buildStyle({ look, layers, words, drawn, chosen, hidden }: StyleWishes): StyleSpecification {
  const shown = layers.filter(({ code }) => !hidden.includes(code))
  const sources: Record<string, SourceSpecification> = Object.fromEntries(shown.map((layer) => [layer.code, sourceOf(layer)]))
  sources[drawnSource] = drawnSourceOf(drawn)
  const all: LayerSpecification[] = [
    { id: 'paper', type: 'background', paint: { 'background-color': look.colour('map-ground') } },
    // Bare paper would not show that the map moves below the pin.
    { id: 'paper-strips', type: 'background', minzoom: 13, paint: { 'background-pattern': 'paper' } },
    ...groundLayers(look), ...legalLayers(look), chosenParcels(look, chosen), ...drawnLayers(look), ...labelLayers(look, words),
  ]
  return { version: 8, sources, layers: all.filter(drawable(sources)) }
}
