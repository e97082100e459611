import './locale/valid-language';
/**
 * What most people never open: one file, so that what it shares with the rest of the page is one as well. That file may
 * be run before main.tsx, and begins as that does.
 */
import { enLater } from './messages/en-later';
import { bringLaterTexts } from './messages/text';
import laterStyles from './styles/later.css';
import { bringStyles } from './styles/bring-styles';

bringLaterTexts(enLater);
await bringStyles(laterStyles);

export { DrawerContent } from './episodes/drawer-content';
export { Hints } from './hints/hints';
export { NoteForm } from './notes/note-form';
export { NotifyPanel } from './notify/notify-panel';
export { savePicture } from './picture/save-picture';
export { OperatePanel } from './operate/operate-panel';
export { ShortcutHelp } from './controls/shortcut-help';
export { SharePanel } from './share/share-panel';
export { TellOfWaiting } from './waiting/tell-of-waiting';
export { SignInPage } from './session/sign-in-page';
export { UrlProblems } from './controls/url-problems';
export { ViewList } from './controls/view-list';
export { Welcome } from './overview/welcome';
export { WaitingScreen } from './waiting/waiting-screen';
