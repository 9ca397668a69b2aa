/** The word on a seal: 特急 … in Chinese, S1 … in English, as the rule pack says. */
import { config } from '@/api/config'
import { locale } from '@/locales'

export function useSeal() {
  const label = (code: string) => config.value?.severities.find((severity) => severity.code === code)?.label ?? code
  const english = () => locale.value === 'en'
  const word = (code: string) => (english() ? code : label(code))
  /** One character for the board of a stamp; the whole code in English. 一般 gives 般: 一 alone would read as a dash. */
  const sign = (code: string) => (english() ? code : [...label(code)].find((character) => character !== '一') ?? code)
  return { word, sign, label }
}
