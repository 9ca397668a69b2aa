/** The one status line of the app: what to say and for how long. */
import { ref } from 'vue'

export const said = ref('')
let silence: ReturnType<typeof setTimeout> | undefined

/** Says a sentence for at least six seconds (UI rule), longer when it is long. */
export function say(sentence: string): void {
  clearTimeout(silence)
  said.value = sentence
  silence = setTimeout(() => { said.value = '' }, Math.max(6000, sentence.length * 150))
}
