import type { ComponentChildren } from 'preact';

/** What the service says in its own words, which are English from left to right, whatever the language of the page. */
export function ServiceText({ children }: { readonly children: ComponentChildren }) {
  return (
    <bdi lang="en" dir="ltr">
      {children}
    </bdi>
  );
}
