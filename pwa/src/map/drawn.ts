/** What this page adds to the map: the suspected plot, the parcels it lies on, the circle of a fix. */
import type { Feature, FeatureCollection, Geometry } from 'geojson'
import type { GeoJSONSourceSpecification, LayerSpecification } from 'maplibre-gl'
import type { Look } from './look'

/** The role of a drawn feature; each role has its own lines. */
export type Role = 'suspect' | 'accuracy'
export type Drawn = Feature<Geometry, { role: Role }>

export const drawnSource = 'drawn'

export function collection(features: Drawn[]): FeatureCollection {
  return { type: 'FeatureCollection', features }
}

export function drawnSourceOf(features: Drawn[]): GeoJSONSourceSpecification {
  return { type: 'geojson', data: collection(features) }
}

/** The suspect's lines cross the farmland hatch, so the overlap shows without colour. */
export function drawnLayers({ colour, edge }: Look): LayerSpecification[] {
  const suspect = { source: drawnSource, filter: ['==', ['get', 'role'], 'suspect'] } as { source: string; filter: ['==', ['get', string], string] }
  const accuracy = { source: drawnSource, filter: ['==', ['get', 'role'], 'accuracy'] } as typeof suspect
  return [
    { id: 'suspect-wash', type: 'fill', ...suspect, paint: { 'fill-color': colour('map-suspect-fill') } },
    { id: 'suspect-hatch', type: 'fill', ...suspect, paint: { 'fill-pattern': 'suspect' } },
    { id: 'suspect-halo', type: 'line', ...suspect, paint: { 'line-color': colour('map-halo'), 'line-width': 5 }, layout: { 'line-join': 'round' } },
    { id: 'suspect-edge', type: 'line', ...suspect, paint: { 'line-color': colour('map-suspect'), 'line-width': edge > 1 ? 4 : 2.4 }, layout: { 'line-join': 'round' } },
    { id: 'accuracy-wash', type: 'fill', ...accuracy, paint: { 'fill-color': colour('map-you-halo') } },
    { id: 'accuracy-edge', type: 'line', ...accuracy, paint: { 'line-color': colour('map-you'), 'line-width': 1.2 * edge, 'line-dasharray': [3, 3] } },
  ]
}

/** Parcels by their code, edged in ink: the ones the case lies on. */
export function chosenParcels({ colour, edge }: Look, codes: string[]): LayerSpecification {
  return { id: 'parcels-chosen', type: 'line', source: 'parcels', 'source-layer': 'parcels', filter: ['in', ['get', 'code'], ['literal', codes]], paint: { 'line-color': colour('ink-strong'), 'line-width': 2 * edge } }
}
