import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

const MISTAKES = [
  {
    selector: "MemberExpression[object.name='AbortSignal'][property.name='any']",
    message: 'It leaves something of each call in a signal that lives on: use a Deadline.',
  },
  {
    selector: "MemberExpression[object.name='URL'][property.name='canParse']",
    message: 'Once it is optimized Node 20 refuses hosts with letters such as ü: use parsedUrl.',
  },
];

const NOT_IN_THE_CATALOGUE = 'Texts stand in page/messages, so that they can be translated.';
/** Texts of components that no translation would reach. What stands in <code> is the same in all languages. */
const TEXTS_OF_THEIR_OWN = [
  "JSXElement:not([openingElement.name.name='code']) > JSXText[value=/\\p{L}/u]",
  'JSXFragment > JSXText[value=/\\p{L}/u]',
  'JSXExpressionContainer > Literal[value=/\\p{L}{2}.* /u]',
  'JSXAttribute[name.name=/^(title|alt|placeholder|label|aria-label)$/] > Literal',
].map((selector) => ({ selector, message: NOT_IN_THE_CATALOGUE }));

export default tseslint.config(
  { ignores: ['dist/', 'data/', 'demo-data/', 'coverage/'] },
  eslint.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.mjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // Nest modules are classes whose decorator is their content.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // Numbers and booleans read well in a message; objects do not.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // GraphQL types are classes for the sake of their decorators; their values are plain objects.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...MISTAKES],
    },
  },
  {
    files: ['page/**/*.tsx'],
    rules: { 'no-restricted-syntax': ['error', ...MISTAKES, ...TEXTS_OF_THEIR_OWN] },
  },
  {
    // A command talks to a person on the terminal.
    files: [
      ...[
        'src/operate/cli/**/*.ts',
        'simulator/simulate.ts',
        'bench/**/*.ts',
        'test/faults/*.ts',
        'test/page/take-screenshots.ts',
      ],
      'dashboards/source/write-dashboards.ts',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    // The types of Grafana's packages are there only where somebody draws pictures.
    files: ['**/*.mjs', '**/*.cjs', 'tools/grafana-pictures/app/**'],
    ...tseslint.configs.disableTypeChecked,
  },
  {
    files: ['tools/**', '**/*.cjs'],
    languageOptions: {
      globals: { console: 'readonly', process: 'readonly', module: 'writable', require: 'readonly' },
    },
    rules: { 'no-console': 'off', '@typescript-eslint/no-require-imports': 'off' },
  },
);
