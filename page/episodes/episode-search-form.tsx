import { t } from '../messages/text';
import { NO_SEARCH } from '../store/shown-store';
import type { EpisodeSearch } from '../store/shown-store';
import { usePageStore } from '../store/use-page-store';
import type { EpisodesAnswer } from './drawer-question';

export function isSearched({ search, words }: EpisodeSearch): boolean {
  return search !== '' || words !== '';
}

/** Looks for contacts by what is known of them, and by words that were written, where whoever looks may read these. */
export function EpisodeSearchForm({ answer }: { readonly answer: EpisodesAnswer }) {
  const { navigation, shown } = usePageStore();
  const { search, mayRead } = answer;
  const look = (wanted: EpisodeSearch): void => {
    shown.episodeSearch.value = wanted;
    navigation.change({ episodes: { ...answer.shown, offset: 0 } });
  };
  return (
    <form
      class="fields episode-search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        const fields = new FormData(event.currentTarget);
        const textOf = (name: string): string => {
          const value = fields.get(name);
          return typeof value === 'string' ? value.trim() : '';
        };
        look({ search: textOf('search'), words: textOf('words') });
      }}
    >
      <label class="field">
        <span>{t('episodes.search')}</span>
        <input type="search" name="search" maxLength={100} defaultValue={search.search} />
      </label>
      {mayRead && (
        <label class="field">
          <span>{t('episodes.words')}</span>
          <input type="search" name="words" minLength={3} maxLength={100} defaultValue={search.words} />
        </label>
      )}
      <button type="submit">{t('episodes.look')}</button>
      {isSearched(search) && (
        <button
          type="button"
          class="quiet-button"
          onClick={({ currentTarget: { form } }) => {
            for (const field of form?.querySelectorAll('input') ?? []) field.value = '';
            look(NO_SEARCH);
          }}
        >
          {t('episodes.all')}
        </button>
      )}
    </form>
  );
}
