/** The address of a style sheet, as tools/build-page.mjs builds it. */
declare module '*/later.css' {
  const address: string;
  export default address;
}
