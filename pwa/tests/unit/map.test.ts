/** The map style: built from tokens, only of layers that are there, and without any foreign host. */
import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec'
import { describe, expect, it } from 'vitest'
import { circle } from '@/map/circle'
import { buildStyle } from '@/map/style'
import { metresBetween } from '@/desk/metres'

const layer = (code: string) => ({ code, release: { id: 1, name: '2025', date: '2025-12-01' }, tiles: `/api/v1/tiles/${code}/{z}/{x}/{y}.mvt`, minzoom: 8, maxzoom: 16 })
const wishes = { look: { colour: () => '#123456', edge: 1 }, words: { english: false, approvals: { conversion: '农用地转用', temporary: '临时用地' }, until: '至 {date}' }, drawn: [], chosen: ['6105021000'], hidden: [] as string[] }
const all = ['districts', 'zones', 'parcels', 'approvals'].map(layer)

describe('the style', () => {
  it('is valid with every layer', () => {
    expect(validateStyleMin(buildStyle({ ...wishes, layers: all })).map(({ message }) => message)).toEqual([])
  })
  it('asks nobody but this server', () => {
    const style = JSON.stringify(buildStyle({ ...wishes, layers: all }))
    expect([...style.matchAll(/https?:\/\/[^/"]+/g)].every(([host]) => host === location.origin)).toBe(true)
    expect(style).not.toMatch(/"(glyphs|sprite)"/)
  })
  it('draws only layers that the caller may see and has not switched off', () => {
    const { sources, layers } = buildStyle({ ...wishes, layers: all.slice(0, 2), hidden: ['zones'] })
    expect(Object.keys(sources)).toEqual(['districts', 'drawn'])
    expect(layers.filter((one) => 'source' in one).map((one) => 'source' in one && one.source)).not.toContain('zones')
  })
})

describe('a circle', () => {
  it('has its true radius on the ground in every direction', () => {
    const middle = { lon: 109.5, lat: 34.5 }
    for (const [lon, lat] of circle(middle, 50).coordinates[0] ?? []) expect(metresBetween(middle, { lon: lon as number, lat: lat as number })).toBeCloseTo(50, 0)
  })
})
