import './locale/valid-language';
/**
 * What most people never open: one file, so that what it shares with the rest of the page is one as well. That file may
 * be run before main.tsx, and begins as that does.
 */
import { enLater } from './messages/en-later';
import { bringLaterTexts } from './messages/text';

bringLaterTexts(enLater);

export { DrawerContent } from './episodes/drawer-content';
export { Hints } from './hints/hints';
export { NoteForm } from './notes/note-form';
export { NotifyPanel } from './notify/notify-panel';
export { savePicture } from './picture/save-picture';
export { OperatePanel } from './operate/operate-panel';
export { SharePanel } from './share/share-panel';
export { Welcome } from './overview/welcome';
export { WaitingScreen } from './waiting/waiting-screen';
