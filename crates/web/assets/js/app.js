// Starts what the page has. Every page works without these modules except where it says that it does not.

import { startBonds } from './bonds.js';
import { startBreath } from './breath.js';
import { startCopy } from './copy_door.js';
import { startDrafts } from './drafts.js';
import { startDrawing } from './drawing.js';
import { startHandedOver } from './handed_over.js';
import { startHandsFree } from './hands_free_door.js';
import { startIdle } from './idle.js';
import { startLeaving } from './leave.js';
import { startLevels } from './levels.js';
import { startOwnFields } from './own_fields.js';
import { startPrinting } from './print.js';
import { startSession } from './session_door.js';
import { startSearch } from './search.js';
import { startSpeech } from './speech.js';
import { startTimeSlider } from './time_slider.js';
import { startVoiceNotes } from './voice_note.js';
import { rememberZone } from './zone.js';

// Leaving comes first: whatever else fails on this page, the way out works.
startLeaving();
startDrafts();
rememberZone();
startIdle();
startHandedOver();
startPrinting();
startSearch();
startBreath();
startDrawing();
void startVoiceNotes();
startHandsFree();
startSpeech();
startTimeSlider();
startLevels();
startBonds();
startOwnFields();
void startCopy();
void startSession();

// Only these pages have a map, the sitter's panel and the field for a code; no other page fetches what they need.
if (document.querySelector('[data-map-picture], [data-map-png]')) void import('./map.js').then(({ startMap }) => startMap());
const lookIn = document.querySelector('[data-look-in]');
if (lookIn instanceof HTMLElement) void import('./look_in.js').then(({ startLookIn }) => startLookIn(lookIn));
const code = document.querySelector('input[data-join]');
if (code instanceof HTMLInputElement) void import('./join.js').then(({ takeCode }) => takeCode(code));
