// Wires the page. Every module finds its own elements and stays quiet where there are none.
import { startAdjusting } from "./adjust.js";
import { startAutosave } from "./autosave.js";
import { startCombobox } from "./combobox.js";
import { startForms } from "./forms.js";
import { startKeys } from "./keys.js";
import { startBlank } from "./blank.js";
import { startLive } from "./live.js";
import { startNotes } from "./notes.js";
import { startPaste } from "./paste.js";
import { startRows } from "./rows.js";
import { startSelection } from "./selection.js";
import { startWorkspace } from "./workspace.js";

document.documentElement.classList.remove("no-js");
startForms();
startCombobox();
startAutosave();
startPaste();
startAdjusting();
startNotes();
startRows();
startSelection();
startWorkspace();
startBlank();
startLive();
startKeys();
