/** Secrets, hashes, and what is kept on this device. */
import { strFromU8, unzipSync } from 'fflate'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { unsentArchive } from '@/shelf/archive'
import { keepPhoto, photosOf, shelf, wipe, type ShelvedPhoto } from '@/shelf/db'
import { keepDraft, lastDraft, newDraft } from '@/shelf/drafts'
import { sha256 } from '@/shelf/hash'
import { inGroups, isSecret, newId, newSecret, readSecret } from '@/shelf/secret'

afterEach(() => vi.unstubAllGlobals())

describe('a secret', () => {
  it('has sixteen characters that can be read aloud', () => {
    for (let round = 0; round < 200; round += 1) expect(newSecret()).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/)
  })
  it('is never the same twice', () => expect(new Set(Array.from({ length: 500 }, newSecret)).size).toBe(500))
  it('is shown in four groups of four', () => expect(inGroups('K7QF2M9RA0X4TT31')).toEqual(['K7QF', '2M9R', 'A0X4', 'TT31']))
  it('is read as people type it', () => {
    expect(readSecret('k7qf-2m9r aOx4 ttIl')).toBe('K7QF2M9RA0X4TT11')
    expect(isSecret(readSecret('k7qf 2m9r a0x4 tt31'))).toBe(true)
    expect(isSecret('K7QF')).toBe(false)
  })
  it('comes with a UUID also where randomUUID is missing', () => {
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
    expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})

describe('a hash', () => {
  const bytes = new TextEncoder().encode('abc').buffer as ArrayBuffer
  /** FIPS 180-2, appendix B.1. */
  const known = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  it('is SHA-256', async () => expect(await sha256(bytes)).toBe(known))
  it('is the same in JavaScript, on plain http', async () => {
    vi.stubGlobal('crypto', {})
    expect(await sha256(bytes)).toBe(known)
  })
})

function aPhoto(id: string, report: string, order: number): ShelvedPhoto {
  return { id, report, order, name: id, type: 'image/heic', size: 3, sha256: '', bytes: new Uint8Array([1, 2, 3]).buffer, thumb: null, taken_at: null, fix: null, capture: 'gallery' }
}

describe('the shelf', () => {
  it('gives photos in the order they were taken, bytes unchanged', async () => {
    await keepPhoto(aPhoto('second', 'r1', 1))
    await keepPhoto(aPhoto('first', 'r1', 0))
    await keepPhoto(aPhoto('other', 'r2', 0))
    const found = await photosOf('r1')
    expect(found.map((photo) => photo.id)).toEqual(['first', 'second'])
    expect(new Uint8Array(found[0]?.bytes as ArrayBuffer)).toEqual(new Uint8Array([1, 2, 3]))
  })

  it('finds the draft that was written last', async () => {
    await keepDraft({ ...newDraft(), description: 'older' })
    await new Promise((done) => setTimeout(done, 5))
    await keepDraft({ ...newDraft(), description: 'newer' })
    expect((await lastDraft())?.description).toBe('newer')
  })

  it('gives a zip of what is unsent: words and photos unchanged, no password', async () => {
    const draft = { ...newDraft(), id: 'r4', description: '地里在打地基' }
    await keepDraft(draft)
    await keepPhoto(aPhoto('p4', 'r4', 0))
    const files = unzipSync((await unsentArchive()) ?? new Uint8Array())
    expect([...(files['r4/1.heic'] ?? [])]).toEqual([1, 2, 3])
    const written = strFromU8(files['r4/report.json'] ?? new Uint8Array())
    expect(written).toContain('地里在打地基')
    expect(written).not.toContain(draft.secret)
  })

  it('leaves no trace of a report when asked', async () => {
    await keepPhoto(aPhoto('gone', 'r3', 0))
    await keepDraft({ ...newDraft(), id: 'r3' })
    await wipe('r3')
    expect(await photosOf('r3')).toEqual([])
    expect(await (await shelf()).get('drafts', 'r3')).toBeUndefined()
  })
})
