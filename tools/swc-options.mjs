/**
 * How TypeScript becomes JavaScript, wherever it does: in the build, in tests, and in programs that run as they stand.
 * Types are not looked at: `npm run check` does that.
 * @param {'es6' | 'commonjs'} modules which kind of modules it becomes
 */
export function swcOptions(modules) {
  return {
    // Beside the code: Jest reads thousands of files for each spec, and a map only for an error.
    sourceMaps: true,
    module: { type: modules },
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    },
  };
}
