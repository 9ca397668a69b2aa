/** Draws the app's icons as PNG from public/icon.svg with a Chromium already on the machine; run by hand when the mark changes. */
import { readFileSync, writeFileSync } from 'node:fs'
import { chromium } from '@playwright/test'

const folder = new URL('../public/', import.meta.url)
const svg = readFileSync(new URL('icon.svg', folder), 'utf8')
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })

/** `room` is the share of the side the mark takes; maskable icons keep a safe zone of 80 %. */
async function draw(name, side, room) {
  const page = await browser.newPage({ viewport: { width: side, height: side } })
  const margin = (side * (1 - room)) / 2
  await page.setContent(`<body style="margin:0;background:${room < 1 ? '#26211a' : 'transparent'}"><div style="padding:${margin}px">${svg.replace('<svg', `<svg width="${side * room}" height="${side * room}"`)}</div>`)
  writeFileSync(new URL(name, folder), await page.screenshot({ omitBackground: true }))
  await page.close()
}

await draw('icon-180.png', 180, 0.86)
await draw('icon-192.png', 192, 1)
await draw('icon-512.png', 512, 1)
await draw('icon-maskable-512.png', 512, 0.72)
await browser.close()
