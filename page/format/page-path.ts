/** The path of a page as the address bar shows it: `/grüße` for `/gr%C3%BC%C3%9Fe`. */
export function pagePath(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    // Whatever a visitor's browser has sent.
    return path;
  }
}
