/** The ground below the law: fields in pale loess-to-seedling tones, orchards, villages, roads, water. */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import type { Look } from './look'

/** The first two digits of a land-use code of the third national survey say what stands there. */
const sort: ExpressionSpecification = ['slice', ['to-string', ['get', 'kind']], 0, 2]
const isField: ExpressionSpecification = ['==', sort, '01']
const oneIn = (count: number): ExpressionSpecification => ['%', ['to-number', ['get', 'id'], 0], count]

function fieldTone({ colour }: Look): ExpressionSpecification {
  return ['match', oneIn(5), 0, colour('map-field-1'), 1, colour('map-field-2'), 2, colour('map-field-3'), 3, colour('map-field-4'), colour('map-field-5')]
}

function tone(look: Look): ExpressionSpecification {
  const { colour } = look
  return ['match', sort,
    '01', fieldTone(look),
    ['02', '03', '04'], colour('map-orchard'),
    ['05', '06', '07', '08', '09'], colour('map-lot'),
    '10', colour('map-road'),
    '11', colour('map-water'),
    colour('map-field-1')]
}

function edge({ colour }: Look): ExpressionSpecification {
  return ['match', sort, '10', colour('map-road-edge'), '11', colour('map-water-edge'), ['05', '06', '07', '08', '09'], colour('map-lot-line'), colour('map-strip-line')]
}

/** Layers of the ground; below zoom 14 there are no strips. */
export function groundLayers(look: Look): LayerSpecification[] {
  const parcels = { source: 'parcels', 'source-layer': 'parcels' } as const
  return [
    { id: 'ground-tone', type: 'fill', ...parcels, paint: { 'fill-color': tone(look), 'fill-antialias': false } },
    { id: 'ground-strips', type: 'fill', ...parcels, minzoom: 14, filter: isField, paint: { 'fill-pattern': ['match', oneIn(3), 0, 'strips-level', 'strips-steep'] } },
    { id: 'ground-edge', type: 'line', ...parcels, paint: { 'line-color': edge(look), 'line-width': ['interpolate', ['linear'], ['zoom'], 13, 0.2, 16, 0.7] } },
  ]
}
