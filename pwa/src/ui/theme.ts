/** Light for the office, dark for the night desk, sunlight for the field. Chosen by hand, remembered on this phone. */
import { ref, watch } from 'vue'

export const themes = ['light', 'dark', 'sunlight'] as const
export type Theme = (typeof themes)[number]

function kept(): Theme {
  const found = localStorage.getItem('theme')
  return themes.find((theme) => theme === found) ?? 'light'
}

export const theme = ref<Theme>(kept())

watch(theme, (chosen) => {
  document.documentElement.dataset['theme'] = chosen
  localStorage.setItem('theme', chosen)
  paintBrowserBar()
})

/** The browser's own bar takes the colour of the page. */
export function paintBrowserBar(): void {
  const page = getComputedStyle(document.documentElement).getPropertyValue('--surface-page').trim()
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', page)
}
