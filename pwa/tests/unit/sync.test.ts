/** The sender against a server that misbehaves. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { keepPhoto, photosOf, shelf } from '@/shelf/db'
import { packed } from '@/shelf/outbox'
import { keepParcel, markShown, outbox, send } from '@/shelf/sync'

type Answer = (url: string, method: string) => { status: number; body?: unknown } | 'no signal'

function aServer(answer: Answer): string[] {
  const calls: string[] = []
  vi.stubGlobal('fetch', async (url: string, { method }: RequestInit) => {
    calls.push(`${method} ${url.replace('/api/v1', '')}`)
    const reply = answer(url, method ?? 'GET')
    if (reply === 'no signal') throw new TypeError('Failed to fetch')
    return new Response(JSON.stringify(reply.body ?? {}), { status: reply.status })
  })
  return calls
}

const receipt = (kind: string) => ({ statement: {}, key_id: 'k', signature: 's', kind })
const registered = (missing: string[]) => ({ status: 201, body: { number: 'R1', received_at: '2026-11-24T10:00:00Z', receipt: receipt('received'), missing } })

/** A server that takes everything it is given. */
const kind: Answer = (url, method) => {
  if (url.includes('/uploads/')) return { status: 201, body: { missing: [] } }
  if (method === 'POST') return { status: 200, body: { number: 'R1', received_at: '2026-11-24T10:00:00Z', receipt: receipt('committed'), missing: [] } }
  return registered(['p1'])
}

beforeEach(async () => {
  await (await shelf()).clear('outbox')
  await keepPhoto({ id: 'p1', report: 'r1', order: 0, name: '', type: 'image/jpeg', size: 1, sha256: '', bytes: new Uint8Array([7]).buffer, thumb: new ArrayBuffer(1), taken_at: null, fix: null, capture: 'gallery' })
  await keepParcel(packed({ id: 'r1', secret: 'S', place: null }, {
    revision: 1, channel: 'citizen', seen_at: '2026-11-24T10:00:00Z', kind: 'UNK', description: '', location: { lon: 109, lat: 34, source: 'map' },
    photos: [{ id: 'p1', sha256: '', size: 1, type: 'image/jpeg', capture: 'gallery' }], answers: { activity: 'unknown', danger: false }, locale: 'en',
  }, new Date()))
})

describe('the sender', () => {
  it('registers, uploads, commits, and only then frees the bytes', async () => {
    const calls = aServer(kind)
    await send(true)
    expect(calls).toEqual(['PUT /reports/r1', 'PUT /uploads/p1', 'POST /reports/r1/commit'])
    expect(outbox.value[0]?.stage).toBe('delivered')
    const [photo] = await photosOf('r1')
    expect([photo?.bytes, photo?.thumb?.byteLength]).toEqual([null, 1])
  })

  it('keeps everything when there is no signal, and goes on where it was', async () => {
    aServer((url, method) => (url.includes('/uploads/') ? 'no signal' : kind(url, method)))
    await send(true)
    expect(outbox.value[0]).toMatchObject({ stage: 'waiting', registered: true, number: 'R1' })
    expect((await photosOf('r1'))[0]?.bytes).not.toBeNull()
    const calls = aServer(kind)
    await send(true)
    expect(calls[0]).toBe('PUT /uploads/p1')
  })

  it('respects the wait unless it is woken', async () => {
    aServer(() => 'no signal')
    await send(true)
    const calls = aServer(kind)
    await send()
    expect(calls).toEqual([])
  })

  it('forgets the secret after delivery and showing', async () => {
    aServer(kind)
    await send(true)
    expect(outbox.value[0]?.secret).toBe('S')
    await markShown('r1')
    expect(outbox.value[0]?.secret).toBeNull()
  })
})
