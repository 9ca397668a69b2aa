/** The form of a move, made from what it needs. */
import { describe, expect, it } from 'vitest'
import { emptyValues, mistakeIn, mistakes, sent } from '@/desk/moveForm'
import { metresBetween } from '@/desk/metres'
import { sharesOf } from '@/desk/shares'
import { direction } from '@/desk/usePhotoWords'
import type { Match, Need, OpenMove } from '@/desk/types'

const need = (id: string, type: Need['type'], required = true): Need => ({ id, label: id, type, required, options: [], missing: false })
const move = (...needs: Need[]): OpenMove => ({ move: 'onsite_check', label: '现场核查', open: true, needs, missing: [], irreversible: false, primary: true, key: 'V', to: { code: 'verifying', label: '核查中' } })
const today = '2026-11-24'
const here = { lon: 109.55, lat: 34.6, accuracy_m: 8, source: 'gnss' as const }

describe('an answer', () => {
  it.each([
    ['left out though needed', need('reason', 'text'), '  ', 'required'],
    ['left out and not needed', need('note', 'text', false), '', null],
    ['no position yet', need('position', 'position'), null, 'required'],
    ['a position', need('position', 'position'), here, null],
    ['not confirmed', need('sure', 'bool'), false, 'required'],
    ['not a number', need('area_m2', 'number'), 'viele', 'notNumber'],
    ['below nothing', need('area_m2', 'number'), '-3', 'notNumber'],
    ['a day gone by', need('rectify_by', 'date'), '2026-11-23', 'past'],
    ['today', need('rectify_by', 'date'), '2026-11-24', null],
    ['no photos though needed', need('photos', 'photos'), [], 'required'],
  ] as const)('%s', (_, asked, value, mistake) => expect(mistakeIn(asked, value as never, today)).toBe(mistake))
})

describe('a form', () => {
  const form = move(need('position', 'position'), need('findings', 'choice'), need('note', 'text', false), need('photos', 'photos', false), need('desk', 'desk', false), need('area_m2', 'number', false))
  it('starts empty and says all that is missing', () => {
    expect(mistakes(form, emptyValues(form), today)).toEqual({ position: 'required', findings: 'required' })
  })
  it('sends what was filled in, note and photos in their own places', () => {
    const values = { ...emptyValues(form), position: here, findings: 'ongoing', note: ' 正在浇筑 ', photos: ['p1'], desk: '7', area_m2: '4149.5' }
    expect(sent(form, values)).toEqual({ fields: { position: here, findings: 'ongoing', desk: 7, area_m2: 4149.5 }, note: '正在浇筑', photos: ['p1'] })
  })
  it('leaves out what is empty', () => {
    expect(sent(form, { ...emptyValues(form), position: here, findings: 'ongoing' })).toEqual({ fields: { position: here, findings: 'ongoing' } })
  })
})

describe('what the desk reckons', () => {
  it('metres between two places (one minute of latitude is a nautical mile)', () => {
    expect(metresBetween({ lon: 109, lat: 34 }, { lon: 109, lat: 34 + 1 / 60 })).toBeCloseTo(1853, 0)
  })
  it.each([[0, 'n'], [359, 'n'], [88, 'e'], [200, 's'], [-90, 'w']])('a heading of %i° faces %s', (heading, name) => expect(direction(heading)).toBe(name))
  it('shares of zones by kind, with what is left over', () => {
    const part = (kind: string, share: number) => ({ code: '1', kind, label: kind, name: '', share, area_m2: share * 1000, distance_m: 0, valid_to: null })
    const match = { area_m2: 1000, zones: [part('PBF', 0.5), part('PBF', 0.32), part('ERL', 0)], parcels: [], approvals: [], districts: [] } as unknown as Match
    expect(sharesOf(match, 'rest').map(({ kind, share }) => [kind, Math.round(share * 100)])).toEqual([['farmland', 82], ['rest', 18]])
  })
})
