/** What tests of the citizen's side share: where the phone stands, the form filled, the bytes that were sent. */
import { createHash } from 'node:crypto'
import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { aPhoto, type TestFile } from './pictures'
import type { wordsIn } from './words'

type Words = ReturnType<typeof wordsIn>

/** A field in Linwei, Weinan. */
export const here = { latitude: 34.512, longitude: 109.478, accuracy: 8 }

export const digest = (bytes: Buffer | null) => createHash('sha256').update(bytes ?? '').digest('hex')

/** The SHA-256 of every photo's bytes as they leave the browser, in the order of leaving. */
export function sentHashes(context: BrowserContext): string[] {
  const hashes: string[] = []
  context.on('request', (request) => { if (request.method() === 'PUT' && request.url().includes('/uploads/')) hashes.push(digest(request.postDataBuffer())) })
  return hashes
}

export async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['SHOTS']
  if (folder) await page.screenshot({ path: `${folder}/${name}-${test.info().project.name}.png` })
}

export async function choosePhotos(page: Page, words: Words, count: number): Promise<TestFile[]> {
  const files = await Promise.all(Array.from({ length: count }, (_, seed) => aPhoto(page, seed + 1)))
  await page.getByLabel(words('report.photo.gallery')).setInputFiles(files)
  await expect(page.getByText(words('report.photo.kept', { n: count }))).toBeVisible()
  return files
}

/** From the photos to the last screen. */
export async function fillRest(page: Page, words: Words): Promise<void> {
  await page.getByLabel(words('report.words.label')).fill('上周开始拉钢架，路边立了围挡，晚上也在干。')
  await page.getByRole('button', { name: words('shell.next') }).click()
  await page.getByRole('radio').first().check()
  await page.getByRole('button', { name: words('shell.next') }).click()
  await expect(page.getByText(words('report.place.firm', { m: here.accuracy }))).toBeVisible()
  await page.getByRole('button', { name: words('report.place.here') }).click()
  await expect(page.getByRole('heading', { name: words('report.last.title') })).toBeVisible()
}

/** Fills the form from the front door up to the last screen; gives the photos' SHA-256. */
export async function write(page: Page, words: Words, photos: number): Promise<string[]> {
  await page.goto('/')
  await page.getByRole('link', { name: words('report.home.begin') }).click()
  const files = await choosePhotos(page, words, photos)
  await fillRest(page, words)
  return files.map((file) => digest(file.buffer))
}
