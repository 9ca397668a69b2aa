/** The legal layers: zones, parcels, approvals, districts. Fill, hatch and line as in the legend; hatches from zoom 13 on. */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import type { Look } from './look'

const hatchFrom = 13
const of = (layer: string) => ({ source: layer, 'source-layer': layer })
const isZone = (kind: string): ExpressionSpecification => ['==', ['get', 'kind'], kind]

function farmland({ colour, edge }: Look): LayerSpecification[] {
  const filter = isZone('PBF')
  return [
    { id: 'farmland-wash', type: 'fill', ...of('zones'), filter, paint: { 'fill-color': colour('map-farmland-fill'), 'fill-antialias': false } },
    { id: 'farmland-hatch', type: 'fill', ...of('zones'), filter, minzoom: hatchFrom, paint: { 'fill-pattern': 'farmland' } },
    { id: 'farmland-edge', type: 'line', ...of('zones'), filter, paint: { 'line-color': colour('map-farmland'), 'line-width': 1.1 * edge } },
  ]
}

/** “Red line” is a name: national plans draw it green, and red belongs to the suspect. Ticks point inward. */
function redline({ colour, edge }: Look): LayerSpecification[] {
  const filter = isZone('ERL')
  const line = colour('map-redline')
  return [
    { id: 'redline-wash', type: 'fill', ...of('zones'), filter, paint: { 'fill-color': colour('map-redline-fill'), 'fill-antialias': false } },
    { id: 'redline-hatch', type: 'fill', ...of('zones'), filter, minzoom: hatchFrom, paint: { 'fill-pattern': 'redline' } },
    { id: 'redline-ticks', type: 'line', ...of('zones'), filter, minzoom: hatchFrom, paint: { 'line-color': line, 'line-width': 5, 'line-offset': 3, 'line-dasharray': [0.28, 1.4] } },
    { id: 'redline-edge', type: 'line', ...of('zones'), filter, paint: { 'line-color': line, 'line-width': 2.2 * edge } },
  ]
}

function urban({ colour, edge }: Look): LayerSpecification[] {
  return [{ id: 'urban-edge', type: 'line', ...of('zones'), filter: isZone('UDB'), paint: { 'line-color': colour('map-urban'), 'line-width': 2.4 * edge, 'line-dasharray': [5, 1.7, 0.8, 1.7] } }]
}

function parcels({ colour, edge }: Look): LayerSpecification[] {
  return [{ id: 'parcels-edge', type: 'line', ...of('parcels'), minzoom: 15, paint: { 'line-color': colour('map-parcel'), 'line-opacity': 0.75, 'line-width': ['interpolate', ['linear'], ['zoom'], 15, 0.3 * edge, 17, 1.2 * edge] } }]
}

function approvals({ colour, edge }: Look): LayerSpecification[] {
  return [
    { id: 'approvals-wash', type: 'fill', ...of('approvals'), paint: { 'fill-color': colour('map-approval-fill') } },
    { id: 'approvals-hatch', type: 'fill', ...of('approvals'), minzoom: hatchFrom, paint: { 'fill-pattern': 'approval' } },
    { id: 'approvals-edge', type: 'line', ...of('approvals'), paint: { 'line-color': colour('map-approval'), 'line-width': 1.6 * edge } },
  ]
}

function districts({ colour, edge }: Look): LayerSpecification[] {
  const county: ExpressionSpecification = ['in', ['get', 'level'], ['literal', ['province', 'city', 'county']]]
  return [
    { id: 'districts-edge', type: 'line', ...of('districts'), filter: ['!', county], minzoom: 11, paint: { 'line-color': colour('ink-faint'), 'line-width': 0.8 * edge, 'line-dasharray': [2, 4], 'line-opacity': 0.6 } },
    { id: 'counties-edge', type: 'line', ...of('districts'), filter: county, paint: { 'line-color': colour('ink-soft'), 'line-width': 1.4 * edge, 'line-dasharray': [6, 3, 1, 3], 'line-opacity': 0.7 } },
  ]
}

/** Lines and hatches in drawing order. */
export function legalLayers(look: Look): LayerSpecification[] {
  return [...farmland(look), ...urban(look), ...parcels(look), ...redline(look), ...districts(look), ...approvals(look)]
}
