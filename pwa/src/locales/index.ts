/** Languages of the app: zh-CN first, English complete. Texts are split by page and fetched with the page that needs them. */
import { createI18n } from 'vue-i18n'
import { ref } from 'vue'

export const locales = ['zh-CN', 'en'] as const
export type Locale = (typeof locales)[number]
type Texts = Record<string, unknown>

const files = import.meta.glob<Texts>('./*/*.json', { import: 'default' })
const opened = new Set<string>()

export const i18n = createI18n({ legacy: false, locale: firstLocale(), fallbackLocale: false, missingWarn: import.meta.env.DEV, messages: {} })

/** The language in use; also sent to the server as Accept-Language. */
export const locale = ref<Locale>(firstLocale())

function firstLocale(): Locale {
  const kept = localStorage.getItem('locale')
  if (kept === 'zh-CN' || kept === 'en') return kept
  return navigator.language.startsWith('zh') ? 'zh-CN' : 'en'
}

async function open(language: Locale, page: string): Promise<void> {
  const load = files[`./${language}/${page}.json`]
  if (!load) throw new Error(`No texts for page "${page}" in ${language}`)
  i18n.global.mergeLocaleMessage(language, { [page]: await load() })
}

/** Makes the texts of a page ready in the language in use; asking again costs nothing. */
export async function openTexts(page: string): Promise<void> {
  const key = `${locale.value}/${page}`
  if (opened.has(key)) return
  await open(locale.value, page)
  opened.add(key)
}

/** Switches the language everywhere, with the texts of all pages visited so far. */
export async function speak(language: Locale): Promise<void> {
  const pages = new Set([...opened].map((key) => key.split('/')[1] as string))
  await Promise.all([...pages].filter((page) => !opened.has(`${language}/${page}`)).map(async (page) => {
    await open(language, page)
    opened.add(`${language}/${page}`)
  }))
  locale.value = language
  i18n.global.locale.value = language
  document.documentElement.lang = language
  localStorage.setItem('locale', language)
}
