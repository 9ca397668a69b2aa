/** Photos for tests: real JPEGs drawn by the browser under test, each different. */
import type { Page } from '@playwright/test'

export interface TestFile { name: string; mimeType: string; buffer: Buffer }

/** A JPEG of a field under a sky with a frame on it; `seed` makes it a different picture. */
export async function aPhoto(page: Page, seed = 1): Promise<TestFile> {
  const base64 = await page.evaluate((shift) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 800, height: 600 })
    const paint = canvas.getContext('2d') as CanvasRenderingContext2D
    const fill = (colour: string, ...box: [number, number, number, number]) => { paint.fillStyle = colour; paint.fillRect(...box) }
    fill('#b9cbd6', 0, 0, 800, 270)
    fill('#a7a36a', 0, 260, 800, 340)
    for (let strip = -20; strip < 40; strip += 1) { paint.fillStyle = strip % 2 ? '#86905a' : '#c0b47c'; paint.beginPath(); paint.moveTo(400 + strip * 8, 260); paint.lineTo(400 + strip * 80, 600); paint.lineTo(420 + strip * 80, 600); paint.fill() }
    for (let post = 0; post < 4 + shift; post += 1) { fill('#7c4a36', 150 + post * 90, 200, 14, 220); fill('#7c4a36', 150, 200, 90 * (3 + shift), 12) }
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1] as string
  }, seed)
  return { name: `field-${seed}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.from(base64, 'base64') }
}
