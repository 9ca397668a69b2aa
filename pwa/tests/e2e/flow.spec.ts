/** The main job on a phone: an officer takes a case, looks at the place, concludes and closes, in both languages. */
import { expect, test, type Page } from '@playwright/test'
import { caseOf, freshCase, noViolations, shot, signIn, watchForeign } from './office'
import { aPhoto } from './pictures'
import { wordsIn } from './words'

/** Where the officer stands. */
test.use({ geolocation: { latitude: 34.6, longitude: 109.55, accuracy: 6 }, permissions: ['geolocation'] })

let foreign: string[] = []
test.beforeEach(({ context, baseURL }) => { foreign = watchForeign(context, baseURL) })
test.afterEach(() => expect(foreign, 'no foreign host is contacted').toEqual([]))

/** Opens the sheet of a move by the name the rule pack gives it; gives that name. */
async function begin(page: Page, number: string, code: string, locale: string | undefined): Promise<string> {
  const move = (await caseOf(page, number, locale)).moves.find(({ move: one }) => one === code)
  if (!move) throw new Error(`The move ${code} is not offered`)
  await page.locator('.move').filter({ has: page.locator('b', { hasText: new RegExp(`^${move.label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`) }) }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  return move.label
}

test('an officer takes a case from the queue to its end', async ({ page, locale }, { project }) => {
  const words = wordsIn(locale)
  await signIn(page, words, 'officer')
  await noViolations(page)
  await shot(page, 'd-queue', project.name)
  const number = await freshCase(page)

  await page.getByRole('searchbox', { name: words('desk.queue.find') }).fill(number)
  await page.locator(`[data-number="${number}"]`).click()
  await expect(page).toHaveURL(new RegExp(`/cases/${number}`))
  await page.getByRole('button', { name: words('desk.case.claim') }).click()
  await expect(page.getByText(words('desk.case.claimed'))).toBeVisible()
  await noViolations(page)
  await shot(page, 'e-case', project.name, true)

  const state = async () => (await caseOf(page, number, locale)).state.code
  const dialog = page.getByRole('dialog')
  let label = await begin(page, number, 'start_check', locale)
  await dialog.getByRole('button', { name: label, exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect.poll(state).toBe('verifying')

  label = await begin(page, number, 'onsite_check', locale)
  await expect(dialog.getByText('± 6', { exact: false })).toBeVisible()
  await dialog.getByRole('button', { name: label, exact: true }).click()
  await expect(dialog.getByText(words('desk.need.mistakes.required'))).toBeVisible() // what was found is still missing
  await noViolations(page)
  await shot(page, 'e-move', project.name)
  await dialog.getByRole('radio').last().check({ force: true })
  await dialog.getByLabel(words('desk.photos.gallery')).setInputFiles([await aPhoto(page, 1)])
  await expect(dialog.getByRole('status').filter({ hasText: words('desk.photos.here', { count: 1 }).split(' | ')[0] as string })).toBeVisible()
  await dialog.getByRole('button', { name: label, exact: true }).click()
  await expect(dialog).toBeHidden()

  await expect.poll(async () => (await caseOf(page, number, locale)).revisits.flatMap(({ photos }) => photos.map(({ state: one }) => one)), { timeout: 30_000 }).toEqual(['examined'])

  label = await begin(page, number, 'conclude', locale)
  await dialog.getByRole('combobox').first().selectOption('legal')
  await dialog.getByRole('button', { name: label, exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect.poll(state).toBe('concluded')

  label = await begin(page, number, 'close_lawful', locale)
  await dialog.getByRole('button', { name: label, exact: true }).click()
  await expect(dialog.getByText(words('desk.move.sure.title'))).toBeVisible()
  expect(await state()).toBe('concluded') // what cannot be undone asks once more
  await dialog.getByRole('button', { name: words('desk.move.sure.go', { move: label }) }).click()
  await expect(dialog).toBeHidden()
  await expect.poll(state).toBe('closed_legal')
  await noViolations(page)
  await shot(page, 'e-closed', project.name, true)
})
