/** Plain http at a name that is not this machine: no position, no service worker, no crypto.subtle. A report can be filed all the same. */
import { expect, test } from '@playwright/test'
import config from '../../playwright.config'
import { digest, sentHashes, shot } from './citizen'
import { noViolations, watchForeign } from './office'
import { aPhoto } from './pictures'
import { wordsIn } from './words'

/** A name that Chromium takes for a foreign machine's and that leads to the server under test. */
const name = 'landwatch.test'
const server = new URL(config.use?.baseURL as string)
const launch = config.use?.launchOptions
const baseURL = `http://${name}:${server.port}`

test.use({ baseURL, launchOptions: { ...launch, args: [...(launch?.args ?? []), `--host-resolver-rules=MAP ${name} ${server.hostname}`] } })

let foreign: string[] = []
test.beforeEach(({ context }) => { foreign = watchForeign(context, baseURL) })
test.afterEach(() => expect(foreign, 'no foreign host is contacted').toEqual([]))

test('without encryption the form says what is missing, takes a pin and hashes by itself', async ({ page, context, locale }) => {
  const words = wordsIn(locale)
  const hashes = sentHashes(context)
  await page.goto('/report')
  expect(await page.evaluate(() => [isSecureContext, 'serviceWorker' in navigator, Boolean(crypto.subtle)])).toEqual([false, false, false])
  const photo = await aPhoto(page, 3)
  await page.getByLabel(words('report.photo.gallery')).setInputFiles(photo)
  await expect(page.getByText(words('report.photo.kept', { n: 1 }))).toBeVisible()
  await page.getByRole('button', { name: words('shell.next') }).click()
  await page.getByRole('radio').first().check()
  await page.getByRole('button', { name: words('shell.next') }).click()

  await expect(page.getByText(words('report.place.insecure'))).toBeVisible()
  await expect(page.getByRole('button', { name: words('report.place.here') })).toBeDisabled()
  const map = page.locator('.maplibregl-canvas')
  await expect(map).toBeVisible()
  await map.focus()
  await page.keyboard.press('ArrowRight') // the pin stands in the middle, the map moves below it
  await expect(page.getByRole('button', { name: words('report.place.here') })).toBeEnabled()
  await noViolations(page)
  await shot(page, 'f3-plain')
  await page.getByRole('button', { name: words('report.place.here') }).click()
  await page.getByRole('button', { name: words('report.send') }).click()
  await expect(page.getByRole('heading', { name: words('report.sent.received') })).toBeVisible()
  await expect(page.getByText(words('report.sent.photos', { n: 1, all: 1 }))).toBeVisible()
  expect(hashes).toEqual([digest(photo.buffer)])
})
