/** Which position counts. */
import { describe, expect, it } from 'vitest'
import type { Fix } from '@/api/types'
import { bestOf } from '@/camera/position'
import { captureOf, typeOf } from '@/camera/photo'
import { asDeviceTime, asServerTime, learnTime } from '@/api/clock'
import { inBox, isPhone } from '@/report/body'

const now = Date.parse('2026-11-24T10:00:00Z')
const aFix = (secondsAgo: number, accuracy: number): Fix => ({ lon: 109, lat: 34, accuracy_m: accuracy, fixed_at: new Date(now - secondsAgo * 1000).toISOString() })

describe('the best fix', () => {
  it('is the most accurate of the last twenty seconds', () => expect(bestOf([aFix(30, 3), aFix(12, 8), aFix(2, 15)], now)?.accuracy_m).toBe(8))
  it('is the newer of two equal ones', () => expect(bestOf([aFix(9, 8), aFix(2, 8)], now)).toEqual(aFix(2, 8)))
  it('is the last known one when all are old', () => expect(bestOf([aFix(300, 3), aFix(60, 40)], now)?.accuracy_m).toBe(40))
  it('is none without any', () => expect(bestOf([], now)).toBeNull())
})

describe('a file', () => {
  it('without a type is known by its ending', () => expect(typeOf(new File([], 'IMG_1.HEIC'))).toBe('image/heic'))
  it('that is old was not taken now, whatever the input asked for', () => {
    expect(captureOf(new File([], 'a.jpg', { lastModified: now - 3_600_000 }), 'system_camera', now)).toBe('gallery')
    expect(captureOf(new File([], 'a.jpg', { lastModified: now - 5000 }), 'system_camera', now)).toBe('system_camera')
  })
})

describe('the area', () => {
  it('is first guessed by its box', () => {
    expect(inBox({ lon: 109.5, lat: 34.5 }, [108.9, 34.2, 110.7, 35.9])).toBe(true)
    expect(inBox({ lon: 34.5, lat: 109.5 }, [108.9, 34.2, 110.7, 35.9])).toBe(false)
  })
})

describe('a clock that is wrong', () => {
  const answeredAt = (date: string) => learnTime(new Response('', { headers: { Date: date } }), now)
  it('by a day is corrected by the server\'s', () => {
    answeredAt('Mon, 23 Nov 2026 10:00:00 GMT')
    expect(asServerTime('2026-11-24T09:59:00.000Z')).toBe('2026-11-23T09:59:00.000Z')
    expect(asDeviceTime('2026-11-23T09:59:00.000Z')).toBe('2026-11-24T09:59:00.000Z')
  })
  it('by seconds is left alone', () => {
    answeredAt('Tue, 24 Nov 2026 10:00:40 GMT')
    expect(asServerTime('2026-11-24T09:59:00.000Z')).toBe('2026-11-24T09:59:00.000Z')
  })
})

describe('a telephone number', () => {
  it.each(['13800000000', '+86 29 1234-5678'])('%s is one', (text) => expect(isPhone(text)).toBe(true))
  it.each(['123', 'call me'])('%s is none', (text) => expect(isPhone(text)).toBe(false))
})
