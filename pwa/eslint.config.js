/** Lint rules, and the walls between the folders of src/: pages stand on shelf, camera and map; those on api and ui. */
import vue from 'eslint-plugin-vue'
import typescript from 'typescript-eslint'

const pages = ['report', 'progress', 'patrol', 'desk', 'office']
/** Parts of the component library are themed and made accessible in one place. */
const library = { group: ['vant', 'vant/**'], message: 'Only src/ui knows the component library.' }
const ground = ['shelf', 'camera', 'map']

/** One wall: files of `folder` may not import from `forbidden` folders. */
function wall(folder, forbidden, why) {
  const group = forbidden.flatMap((name) => [`@/${name}/**`, `**/../${name}/**`])
  const patterns = [{ group, message: why }, ...(folder === 'ui' ? [] : [library])]
  return { files: [`src/${folder}/**`], rules: { 'no-restricted-imports': ['error', { patterns }] } }
}

export default typescript.config(
  { ignores: ['dist/**', 'node_modules/**', 'src/api/schema.d.ts', 'test-results/**', 'playwright-report/**'] },
  ...typescript.configs.recommended,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: typescript.parser } },
    rules: {
      // Our own parts have one-word names of the domain (Seal, Sheet), and long attribute lines read better than columns of them.
      'vue/multi-word-component-names': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-closing-bracket-spacing': 'off',
      'vue/html-indent': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/attributes-order': 'off',
      'vue/no-v-html': 'error',
    },
  },
  { rules: { 'no-console': ['error', { allow: ['warn', 'error'] }], 'max-lines': ['error', 400], eqeqeq: 'error' } },
  { files: ['scripts/**'], rules: { 'no-console': 'off' } },
  ...pages.map((page) => wall(page, pages.filter((other) => other !== page), 'Pages do not import pages.')),
  ...ground.map((folder) => wall(folder, pages, 'shelf, camera and map know nothing of the pages above them.')),
  ...['api', 'ui'].map((folder) => wall(folder, [...pages, ...ground], 'api and ui import nothing above them.')),
)
