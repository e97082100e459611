/** What most people never open: one file, so that what it shares with the rest of the page is one as well. */
export { DrawerContent } from './episodes/drawer-content';
export { NoteForm } from './notes/note-form';
export { SharePanel } from './share/share-panel';
export { WaitingScreen } from './waiting/waiting-screen';
