/** How much room there is: the same steps as the style sheets. */
import { onScopeDispose, ref, type Ref } from 'vue'

function matches(query: string): Ref<boolean> {
  const media = matchMedia(query)
  const found = ref(media.matches)
  const hear = () => { found.value = media.matches }
  media.addEventListener('change', hear)
  onScopeDispose(() => media.removeEventListener('change', hear))
  return found
}

/** `split`: list and map side by side; `preview`: room for the preview as well. */
export function useWide() {
  return { split: matches('(min-width: 1000px)'), preview: matches('(min-width: 1280px)') }
}
